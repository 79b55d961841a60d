// Reads the mails in a folder as npm's mailparser does, and the invitations in them as ical.js does, with no zones but those
// that an invitation spells out itself.
//
// Usage: node read.js FOLDER, where the mails are called 1.eml, 2.eml and so on. Prints a line of JSON for each.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { simpleParser } from "mailparser";

/** What ical.js finds in a calendar object. */
function invitation(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const [attendee] = event.attendees;
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      location: event.location,
      zone: event.startDate.zone.tzid,
      begins: event.startDate.toJSDate().toISOString(),
      ends: event.endDate.toJSDate().toISOString(),
      attendee: attendee.getFirstValue(),
      name: attendee.getParameter("cn"),
    };
  });
  const zones = calendar.getAllSubcomponents("vtimezone").map((zone) => zone.getFirstPropertyValue("tzid"));
  return { method: calendar.getFirstPropertyValue("method"), zones, events };
}

const isCalendar = ({ contentType }) => ["application/ics", "text/calendar"].includes(contentType);

const [folder] = process.argv.slice(2);
const files = readdirSync(folder).filter((name) => name.endsWith(".eml"));
for (const name of files.sort((a, b) => parseInt(a, 10) - parseInt(b, 10))) {
  const mail = await simpleParser(readFileSync(join(folder, name)));
  const read = {
    from: mail.from.text,
    to: mail.to.value.map(({ address }) => address),
    subject: mail.subject,
    text: mail.text,
    has_html: Boolean(mail.html),
    files: mail.attachments.map((file) => ({
      name: file.filename ?? null,
      type: file.contentType,
      invitation: isCalendar(file) ? invitation(file.content.toString("utf8")) : null,
    })),
  };
  console.log(JSON.stringify(read));
}
