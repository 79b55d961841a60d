-- Bookings that a line manager agrees to, colleagues who take a place over, other dates. Rules: docs/rules/sessions.md.

ALTER TABLE session ADD COLUMN needs_approval boolean NOT NULL DEFAULT false;  -- a line manager has to agree

ALTER TABLE booking ADD COLUMN needs_approval boolean NOT NULL DEFAULT false;
ALTER TABLE booking ADD COLUMN has_priority boolean NOT NULL DEFAULT false;    -- waits before those without
ALTER TABLE booking ADD COLUMN is_owed boolean NOT NULL DEFAULT false;         -- held a place when the session was cancelled
ALTER TABLE booking ADD COLUMN to_confirm boolean NOT NULL DEFAULT false;      -- the time has changed, and nobody said yes yet
CREATE INDEX booking_to_approve ON booking (person_id) WHERE state = 'to_approve';

-- Organisations whose line managers agree to every booking.
CREATE TABLE booking_rule (
    organisation_id uuid PRIMARY KEY REFERENCES organisation (id),
    needs_approval boolean NOT NULL
);
