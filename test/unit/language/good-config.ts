/** A config that is right, to put something wrong into. */
export const good = `version: 1
connections:
  chargeindia:
    hub:
      url: https://hub.chargeindia.com
      token_encoding: plain
    platform:
      url: https://ocpi.acme.in/ocpi/2.2.1
      roles:
        - role: CPO
          country_code: IN
          party_id: ABC
          business_details: { name: Your CPO Ltd }
`;
