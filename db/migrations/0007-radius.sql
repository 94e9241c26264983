-- Who may ask the authority over RADIUS. A secret belongs to one relying party, and is taken from one network alone.
create table token.radius_client (
  radius_client_id uuid primary key,
  relying_party_id uuid not null references token.relying_party,
  -- Address and length of the prefix, as the server writes them: `192.0.2.7/32`, `2001:db8::/48`.
  network          text collate "C" not null check (network ~ '^[0-9a-f.:]+/[0-9]{1,3}$'),
  -- AES-256-GCM, as the secret of a token is sealed, for this row, party and network.
  sealed_secret    bytea not null,
  key_version      integer not null check (key_version > 0),
  -- A keyed hash: no secret serves twice, so each leads to one relying party.
  secret_digest    bytea not null unique check (octet_length(secret_digest) = 32),
  created_at       timestamptz not null,
  revoked_at       timestamptz
);
