/** The code of a request that was not made because the environment keeps certificates from being verified. */
export const UNVERIFIED = "CERT_VERIFICATION_OFF";

// With these the authority is trusted, and something else is wrong.
const otherTlsCodes = new Set(["CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID", UNVERIFIED]);

/** The HTTP status with which a proxy refused, as `PROXY_407` has it; undefined for other codes. */
export function proxyRefusal(code: string | undefined): number | undefined {
  const status = /^PROXY_(\d{3})$/.exec(code ?? "")?.[1];
  return status === undefined ? undefined : Number(status);
}

/** Whether a code is about TLS or a certificate. */
export function isOfTls(code: string | undefined): boolean {
  return /CERT|TLS|SSL|SIGNATURE/.test(code ?? "");
}

/** Whether it is one of OpenSSL's own errors, which may come at any moment, also behind a request that has been sent. */
export function isOfTlsTraffic(code: string | undefined): boolean {
  return code?.startsWith("ERR_SSL_") === true;
}

/** Whether a code says that the peer's own certificate is at fault, or is not trusted. */
export function isOfCertificate(code: string | undefined): boolean {
  return isOfTls(code) && !isOfTlsTraffic(code) && code !== UNVERIFIED;
}

/** Whether a code says that no authority that this machine trusts vouches for the peer's certificate. */
export function isUntrustedCertificate(code: string | undefined): boolean {
  return isOfTls(code) && !isOfTlsTraffic(code) && !otherTlsCodes.has(code ?? "");
}
