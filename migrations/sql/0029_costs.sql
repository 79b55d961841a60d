-- What sessions cost, and the budgets of organisations. Rules: docs/rules/costs.md.

CREATE TABLE session_cost (
    session_id uuid NOT NULL REFERENCES session (id),
    kind text NOT NULL,
    planned_pence bigint NOT NULL CHECK (planned_pence >= 0),
    actual_pence bigint CHECK (actual_pence >= 0), -- once it is known
    PRIMARY KEY (session_id, kind)
);

-- Days of trainers whom their employers lend.
CREATE TABLE session_in_kind (
    session_id uuid PRIMARY KEY REFERENCES session (id),
    half_days integer NOT NULL CHECK (half_days >= 0)
);

CREATE TABLE budget_line (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    year integer NOT NULL,                -- in which the financial year begins, on 1 April
    title text NOT NULL,
    pence bigint NOT NULL CHECK (pence >= 0),
    UNIQUE (organisation_id, year, title)
);
CREATE INDEX session_organisation ON session (organisation_id, starts_at);
