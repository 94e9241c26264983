const IPV4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}$/i;

/** A network address as a customer may know it again and nobody can use it: its first half. */
export function addressInPart(address: string): string {
  const ipv4 = IPV4.exec(address);
  if (ipv4) return `${ipv4[1]}.*.*`;
  if (address.includes(':')) return `${address.split(':').slice(0, 2).join(':')}:*`;
  return '*';
}
