-- Reminders: who was reminded of what, and who is not to be. Rules: docs/rules/reminders.md.

-- That reminders of a level are switched on in an organisation, from the day after; one that was switched off is kept.
CREATE TABLE reminder_rule (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    level text NOT NULL,
    since_on date NOT NULL,
    switched_on_by uuid REFERENCES person (id),
    switched_on_at timestamptz NOT NULL,
    switched_off_by uuid REFERENCES person (id),
    switched_off_at timestamptz
);
CREATE UNIQUE INDEX reminder_rule_on ON reminder_rule (organisation_id, level) WHERE switched_off_at IS NULL;

-- One mail to one person a day, with all that they are reminded of.
CREATE TABLE digest (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    on_day date NOT NULL,
    mail_key text NOT NULL,               -- of its mail in the outbox
    made_at timestamptz NOT NULL,
    UNIQUE (person_id, on_day)
);

-- Each step of each date of each person, once.
CREATE TABLE reminder (
    person_id uuid NOT NULL REFERENCES person (id),  -- who has something to do
    level text NOT NULL,
    due_on date NOT NULL,
    step text NOT NULL,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    recipient_id uuid REFERENCES person (id),        -- the person, or the line manager
    outcome text NOT NULL,
    asked_by uuid REFERENCES person (id),            -- who reminded by hand
    made_on date NOT NULL,
    made_at timestamptz NOT NULL,
    settled_at timestamptz,                          -- when it was sent, or became of no use
    digest_id uuid REFERENCES digest (id),
    PRIMARY KEY (person_id, level, due_on, step)
);
CREATE INDEX reminder_waiting ON reminder (recipient_id) WHERE outcome = 'waiting';
CREATE INDEX reminder_log ON reminder (organisation_id, made_at);

-- How far the people have been gone over on a day.
CREATE TABLE reminder_day (
    on_day date PRIMARY KEY,
    after_person uuid,
    collected_at timestamptz
);

-- Addresses to which no reminder goes, until that is lifted.
CREATE TABLE mail_stop (
    id uuid PRIMARY KEY,
    address text NOT NULL,
    why text NOT NULL,                    -- what the mail server said, or the reason of whoever stopped it
    stopped_by uuid REFERENCES person (id),          -- none when the mail server refused it
    stopped_at timestamptz NOT NULL,
    lifted_by uuid REFERENCES person (id),
    lifted_at timestamptz
);
CREATE UNIQUE INDEX mail_stop_in_force ON mail_stop (address) WHERE lifted_at IS NULL;

-- Mail that goes out on working days by day only.
ALTER TABLE outbox ADD COLUMN working_hours boolean NOT NULL DEFAULT false;
CREATE INDEX outbox_to_address ON outbox (to_address, created_at);
