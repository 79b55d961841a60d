-- Venues that are kept once, and sessions that are not certain yet. Rules: docs/rules/sessions.md.

-- A place that an organisation uses again and again.
CREATE TABLE venue (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    name text NOT NULL,
    address text NOT NULL,
    map_link text NOT NULL,
    rooms text NOT NULL,                  -- one a line
    access_features text NOT NULL,
    parking text NOT NULL,
    transport text NOT NULL,
    is_in_use boolean NOT NULL            -- offered for further sessions
);
CREATE UNIQUE INDEX venue_name ON venue (organisation_id, name);

-- What people were told of the place stays in session.venue; these say where it comes from.
ALTER TABLE session ADD COLUMN venue_id uuid REFERENCES venue (id);
ALTER TABLE session ADD COLUMN room text NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN minimum integer NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN is_tentative boolean NOT NULL DEFAULT false;
-- Of so many seats session.places may be taken: as many, or some more because not everybody comes.
ALTER TABLE session ADD COLUMN seats integer NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN over_percent integer NOT NULL DEFAULT 0;
UPDATE session SET seats = places;
-- What is handed out, and what a place costs by kind of organisation: pence by its word, as JSON.
ALTER TABLE session ADD COLUMN materials text NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN prices text NOT NULL DEFAULT '{}';
CREATE INDEX session_venue ON session (venue_id) WHERE venue_id IS NOT NULL;
