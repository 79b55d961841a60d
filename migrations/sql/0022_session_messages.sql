-- Calendar entries that go with mail, reminders before sessions, calendar feeds. Rules: docs/rules/sessions.md.

-- What goes with a mail for a calendar, an object for each part of the session; gone once it has been sent.
ALTER TABLE outbox ADD COLUMN calendar text;

-- The booking that a mail is about.
ALTER TABLE outbox ADD COLUMN booking_id uuid REFERENCES booking (id);
CREATE INDEX outbox_booking ON outbox (booking_id) WHERE booking_id IS NOT NULL;

-- Since when a booking has held its place.
ALTER TABLE booking ADD COLUMN held_at timestamptz;
UPDATE booking SET held_at = asked_at WHERE state NOT IN ('waiting', 'offered');

-- That the holder of a place has come to a reminder, so many days before the session as it then was.
CREATE TABLE session_reminder (
    booking_id uuid NOT NULL REFERENCES booking (id),
    days integer NOT NULL,
    starts_at timestamptz NOT NULL,       -- of the session: with another date it is due anew
    noted_at timestamptz NOT NULL,
    PRIMARY KEY (booking_id, days, starts_at)
);

-- The secret address under which somebody's calendar programs fetch their sessions.
CREATE TABLE calendar_feed (
    account_id uuid PRIMARY KEY REFERENCES account (id),
    token_hash bytea NOT NULL UNIQUE,
    made_at timestamptz NOT NULL
);

-- The same for a venue: the sessions that an organisation puts on there.
CREATE TABLE venue_feed (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    venue text NOT NULL,
    token_hash bytea NOT NULL UNIQUE,
    made_at timestamptz NOT NULL,
    UNIQUE (organisation_id, venue)
);
