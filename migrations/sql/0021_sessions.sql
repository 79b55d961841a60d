-- Sessions, bookings and the register. Rules: docs/rules/sessions.md.

-- A course at its dates. The limit of places is held here: see the constraint.
CREATE TABLE session (
    id uuid PRIMARY KEY,
    course_id uuid NOT NULL REFERENCES course (id),
    edition integer NOT NULL,
    title text NOT NULL,                  -- of the course when it was put on
    organisation_id uuid NOT NULL REFERENCES organisation (id), -- that puts it on
    district_id uuid NOT NULL REFERENCES district (id),
    venue text NOT NULL,                  -- empty: online
    link text NOT NULL,                   -- for those who hold a place; empty: in a room
    note text NOT NULL,
    open_to text NOT NULL,
    open_team_id uuid REFERENCES team (id),
    open_cohort text,
    places integer NOT NULL,
    taken integer NOT NULL DEFAULT 0,
    reserved integer NOT NULL DEFAULT 0,
    reserved_for uuid REFERENCES organisation (id),
    reserved_until timestamptz,
    asked integer NOT NULL DEFAULT 0,     -- the last number given in the order of asking
    opens_at timestamptz NOT NULL,
    closes_at timestamptz NOT NULL,
    notice_days integer NOT NULL,
    starts_at timestamptz NOT NULL,       -- of the first part
    ends_at timestamptz NOT NULL,         -- of the last part
    number integer NOT NULL DEFAULT 1,    -- of its latest change
    created_by uuid REFERENCES person (id),
    created_at timestamptz NOT NULL,
    cancelled_by uuid REFERENCES person (id),
    cancelled_at timestamptz,
    cancelled_why text,
    CHECK (places > 0 AND taken >= 0 AND taken <= places),
    CHECK (reserved >= 0 AND reserved <= places),
    CHECK ((reserved_for IS NULL) = (reserved_until IS NULL)),
    CHECK (closes_at <= starts_at AND starts_at < ends_at)
);
CREATE UNIQUE INDEX session_once ON session (organisation_id, course_id, starts_at, venue, link) WHERE cancelled_at IS NULL;
CREATE INDEX session_starts_at ON session (starts_at);
CREATE INDEX session_ends_at ON session (ends_at);
CREATE INDEX session_course ON session (course_id, starts_at);
CREATE INDEX session_open_team ON session (open_team_id) WHERE open_team_id IS NOT NULL;
CREATE INDEX session_created_by ON session (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX session_cancelled_by ON session (cancelled_by) WHERE cancelled_by IS NOT NULL;

-- From when to when it takes place, counted from 1.
CREATE TABLE session_part (
    session_id uuid NOT NULL REFERENCES session (id),
    number integer NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (session_id, number),
    CHECK (starts_at < ends_at)
);

CREATE TABLE session_trainer (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session (id),
    person_id uuid NOT NULL REFERENCES person (id),
    UNIQUE (session_id, person_id)
);
CREATE INDEX session_trainer_person ON session_trainer (person_id);

-- Somebody's booking: a place, an offer, or a place on the waiting list.
CREATE TABLE booking (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session (id),
    person_id uuid NOT NULL REFERENCES person (id),
    reference text NOT NULL UNIQUE,
    asked integer NOT NULL,               -- in the order of asking
    state text NOT NULL,
    is_favoured boolean NOT NULL,         -- one of those for whom places are reserved
    offered_until timestamptz,
    depends_on uuid REFERENCES booking (id), -- provisional until that one has been attended
    access_needs text NOT NULL,           -- for the organiser only, gone 30 days after the session
    dietary text NOT NULL,
    booked_by uuid REFERENCES person (id),
    asked_at timestamptz NOT NULL,
    ended_by uuid REFERENCES person (id),
    ended_at timestamptz,
    ended_why text NOT NULL DEFAULT '',
    UNIQUE (session_id, asked)
);
CREATE UNIQUE INDEX booking_once ON booking (session_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX booking_person ON booking (person_id);
CREATE INDEX booking_offered ON booking (offered_until) WHERE offered_until IS NOT NULL;
CREATE INDEX booking_needs ON booking (session_id) WHERE access_needs <> '' OR dietary <> '';
CREATE INDEX booking_depends_on ON booking (depends_on) WHERE depends_on IS NOT NULL;
CREATE INDEX booking_booked_by ON booking (booked_by) WHERE booked_by IS NOT NULL;
CREATE INDEX booking_ended_by ON booking (ended_by) WHERE ended_by IS NOT NULL;

-- The register. Rows are added, never changed; the latest one counts.
CREATE TABLE attendance (
    id uuid PRIMARY KEY,
    booking_id uuid NOT NULL REFERENCES booking (id),
    part integer NOT NULL,
    mark text NOT NULL,
    marked_by uuid REFERENCES person (id),
    marked_at timestamptz NOT NULL
);
CREATE INDEX attendance_booking ON attendance (booking_id, part, marked_at);
CREATE INDEX attendance_marked_by ON attendance (marked_by) WHERE marked_by IS NOT NULL;

-- The booking by which something was completed.
ALTER TABLE completion ADD COLUMN booking_id uuid REFERENCES booking (id);
CREATE INDEX completion_booking ON completion (booking_id) WHERE booking_id IS NOT NULL;
