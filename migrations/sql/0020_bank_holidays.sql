-- Days proclaimed once as bank holidays, for the whole partnership. Rules: docs/rules/reminders.md.
CREATE TABLE bank_holiday (
    day date PRIMARY KEY,
    name text NOT NULL,
    added_by uuid REFERENCES person (id),
    added_at timestamptz NOT NULL
);
CREATE INDEX bank_holiday_added_by ON bank_holiday (added_by) WHERE added_by IS NOT NULL;
