-- Certificates and the orders that issue them. Rules: docs/rules/certificates.md.
CREATE TABLE certificate_batch (
    id uuid PRIMARY KEY,
    board_id uuid NOT NULL REFERENCES board (id),
    form_key text NOT NULL UNIQUE,        -- one form, one order, however often it is posted
    ordered_by uuid NOT NULL REFERENCES person (id),
    ordered_at timestamptz NOT NULL,
    wanted integer NOT NULL,
    finished_at timestamptz
);

CREATE TABLE certificate_order (
    batch_id uuid NOT NULL REFERENCES certificate_batch (id),
    completion_id uuid NOT NULL REFERENCES completion (id),
    serial text,                          -- given when claimed, kept when tried again
    code text,
    claimed_until timestamptz,
    issued_at timestamptz,
    problem text,
    PRIMARY KEY (batch_id, completion_id)
);
CREATE INDEX certificate_order_open ON certificate_order (batch_id) WHERE issued_at IS NULL AND problem IS NULL;

CREATE TABLE certificate (
    id uuid PRIMARY KEY,
    serial text NOT NULL,
    revision integer NOT NULL,
    completion_id uuid NOT NULL REFERENCES completion (id),
    person_id uuid NOT NULL REFERENCES person (id),
    board_id uuid NOT NULL REFERENCES board (id),
    code text NOT NULL UNIQUE,            -- of the public check page
    facts text NOT NULL,                  -- JSON, as printed
    pdf bytea NOT NULL,
    issued_at timestamptz NOT NULL,
    issued_by uuid REFERENCES person (id),
    valid_until date,
    replaced_on date,
    revoked_on date,
    revoked_why text,
    UNIQUE (serial, revision)
);
CREATE UNIQUE INDEX certificate_in_force ON certificate (completion_id) WHERE replaced_on IS NULL AND revoked_on IS NULL;
CREATE INDEX certificate_person ON certificate (person_id);
CREATE INDEX certificate_board ON certificate (board_id, issued_at);
