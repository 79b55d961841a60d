-- What late cancellations and missed sessions cost, and the ledger of charges. Rules: docs/rules/sessions.md.

-- What an organisation that puts sessions on charges, in pence; none: nothing.
CREATE TABLE charge_tariff (
    organisation_id uuid PRIMARY KEY REFERENCES organisation (id),
    is_on boolean NOT NULL,
    late_half bigint NOT NULL,            -- half a day given up late
    late_full bigint NOT NULL,
    no_show_half bigint NOT NULL,
    no_show_full bigint NOT NULL,
    CHECK (late_half >= 0 AND late_full >= 0 AND no_show_half >= 0 AND no_show_full >= 0)
);

-- One line a cause. A line whose cause has gone, or that was waived, stays.
CREATE TABLE charge (
    id uuid PRIMARY KEY,
    booking_id uuid NOT NULL REFERENCES booking (id),
    cause text NOT NULL,
    pence bigint NOT NULL,
    made_at timestamptz NOT NULL,
    dropped_at timestamptz,               -- the register says otherwise by now
    waived_by uuid REFERENCES person (id),
    waived_at timestamptz,
    waived_why text NOT NULL DEFAULT '',
    UNIQUE (booking_id, cause)
);
CREATE INDEX charge_waived_by ON charge (waived_by) WHERE waived_by IS NOT NULL;
