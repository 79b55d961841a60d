-- Who did what, when, before and after; sealed in a chain of hashes. Rules: docs/rules/audit.md.
CREATE TABLE audit (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor uuid,                           -- none when the program acted
    act text NOT NULL,
    subject text NOT NULL,
    before_json text,
    after_json text,
    place bigint UNIQUE,                  -- in the chain, once sealed
    hash bytea
);
CREATE INDEX audit_unsealed ON audit (id) WHERE place IS NULL;
