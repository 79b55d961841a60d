-- Signing in at the employer, by OpenID Connect. Rules: docs/rules/employer-sign-in.md.
CREATE TABLE employer_sign_in (
    organisation_id uuid PRIMARY KEY REFERENCES organisation (id),
    is_on boolean NOT NULL,
    title text NOT NULL,                  -- on the sign-in page
    issuer text NOT NULL,
    client_id text NOT NULL,
    client_secret text NOT NULL,          -- as it is sent to the provider
    tenants text NOT NULL DEFAULT '',     -- those allowed, one a line
    second_factor text NOT NULL,          -- who asks for it
    changed_at timestamptz NOT NULL
);

-- A sign-in on its way to the provider and back: works once, in the browser where it began.
CREATE TABLE employer_start (
    state_hash bytea PRIMARY KEY,
    browser_hash bytea NOT NULL,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    nonce text NOT NULL,
    verifier text NOT NULL,               -- of PKCE
    back text NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX employer_start_expiry ON employer_start (expires_at);

-- Somebody as a provider knows them: waiting, linked to a person, or refused.
CREATE TABLE employer_identity (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    issuer text NOT NULL,
    tenant text NOT NULL,                 -- empty where the provider has none
    subject text NOT NULL,                -- the object id within a tenant, otherwise the subject
    name text NOT NULL DEFAULT '',        -- this and the next two as last told, until it is linked
    email text,
    employee_number text,
    because text,                         -- why it waits
    person_id uuid REFERENCES person (id),
    refused_at timestamptz,
    decided_by uuid REFERENCES person (id),  -- none when the program linked it
    decided_at timestamptz,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    CHECK (person_id IS NULL OR refused_at IS NULL)
);
CREATE UNIQUE INDEX employer_identity_who ON employer_identity (organisation_id, issuer, tenant, subject);
CREATE UNIQUE INDEX employer_identity_person ON employer_identity (person_id, organisation_id);
CREATE INDEX employer_identity_decided_by ON employer_identity (decided_by) WHERE decided_by IS NOT NULL;
