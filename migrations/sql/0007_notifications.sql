-- Mail to be sent, written with the fact it speaks of. Rules: docs/rules/notifications.md.
CREATE TABLE outbox (
    id uuid PRIMARY KEY,
    key text NOT NULL UNIQUE,             -- what it speaks of: one mail for one fact
    to_address text NOT NULL,
    to_name text NOT NULL,
    subject text NOT NULL,
    text_body text NOT NULL,
    html_body text NOT NULL,
    certificate_id uuid REFERENCES certificate (id),
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    claimed_until timestamptz,
    tries integer NOT NULL DEFAULT 0,
    sent_at timestamptz,
    problem text
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL;
