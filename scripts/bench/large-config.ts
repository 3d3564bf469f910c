/** An `ocpi.yml` with this many connections, each as short as one can be that is complete. 1,000 of them fit. */
export function largeConfig(connections: number): string {
  const each = Array.from({ length: connections }, (_each, index) => connectionOf(`c${index}`, index));
  return `version: 1\nconnections:\n${each.join("")}`;
}

function connectionOf(name: string, index: number): string {
  return `  ${name}:
    hub: { url: https://hub.chargeindia.com }
    platform:
      url: https://p${index}.acme.in/ocpi/2.2.1
      roles: [{ role: CPO, country_code: IN, party_id: ${partyIdOf(index)}, business_details: { name: A${index} } }]
`;
}

/** `000`, `001`, … `00A`: 46,656 of them. */
function partyIdOf(index: number): string {
  return index.toString(36).toUpperCase().padStart(3, "0");
}
