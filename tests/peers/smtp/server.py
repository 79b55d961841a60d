"""A real mail server for the tests: aiosmtpd, which writes each mail it takes as a line of JSON into mails.jsonl, and
as it came into 1.eml, 2.eml and so on.

Usage: server.py FOLDER MODE, where MODE is one of
  plain     no STARTTLS
  starttls  STARTTLS; the certificate of its authority is FOLDER/ca.pem
  auth      the same, for the user `cascade` with the password `tls=secret@1` only
  refuse    no STARTTLS; knows no recipient whose address begins with "gone"
  together  no STARTTLS; answers no mail before it has four in hand at once
  silent    takes connections and never answers
Prints its port when it listens; ends when its standard input ends.
"""

import asyncio
import email
import email.policy
import hashlib
import json
import socket
import ssl
import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

folder, mode = Path(sys.argv[1]), sys.argv[2]
folder.mkdir(parents=True, exist_ok=True)


def invitations_in(message):
    """The text of each invitation that goes with a mail as a file, and what PyPI's icalendar reads in it."""
    files = [part for part in message.iter_attachments() if part.get_content_type() == "application/ics"]
    return [invitation(part.get_content().decode()) for part in files]


def invitation(text):
    from icalendar import Calendar

    read = Calendar.from_ical(text)
    return {
        "ics": text,
        "method": read["METHOD"],
        "zones": [zone["TZID"] for zone in read.walk("VTIMEZONE")],
        "events": [
            {
                "uid": event["UID"],
                "sequence": event["SEQUENCE"],
                "status": event["STATUS"],
                "summary": event["SUMMARY"],
                "location": event.get("LOCATION", ""),
                "description": event.get("DESCRIPTION", ""),
                "begins": event["DTSTART"].dt.isoformat(),
                "ends": event["DTEND"].dt.isoformat(),
                "organiser": event["ORGANIZER"],
                "attendee": event["ATTENDEE"],
                "name": event["ATTENDEE"].params["CN"],
            }
            for event in read.walk("VEVENT")
        ],
    }


def calendar_of(message):
    """The calendar object that is another way to read a mail, and the method that its part names."""
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    return [{"method": part.get_param("method"), "ics": part.get_content()} for part in parts]


class Keep:
    """Takes every mail and writes down what Python's own parser finds in it."""

    def __init__(self, at_once):
        self.at_once, self.in_hand, self.enough = at_once, 0, asyncio.Event()
        self.taken = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode == "refuse" and address.startswith("gone"):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.in_hand += 1
        if self.in_hand >= self.at_once:
            self.enough.set()
        await self.enough.wait()
        self.taken += 1
        (folder / f"{self.taken}.eml").write_bytes(envelope.content)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text = message.get_body(("plain",))
        html = message.get_body(("html",))
        found = {
            "from": str(message["from"]),
            "to": envelope.rcpt_tos,
            "subject": str(message["subject"]),
            "id": str(message["message-id"]),
            "text": text.get_content() if text else None,
            "html": html.get_content() if html else None,
            "attachments": [
                {
                    "name": part.get_filename(),
                    "type": part.get_content_type(),
                    "sha256": hashlib.sha256(part.get_content()).hexdigest(),
                }
                for part in message.iter_attachments()
            ],
            "invitations": invitations_in(message),
            "calendar": calendar_of(message),
            "tls": session.ssl is not None,
            "signed_in": session.authenticated,
            "defects": [str(defect) for defect in message.defects],
        }
        with (folder / "mails.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(found) + "\n")
        return "250 Taken"


def starttls():
    import trustme

    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


def silent():
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    sys.stdin.read()


def is_cascade(server, session, envelope, mechanism, given):
    right = (given.login, given.password) == (b"cascade", b"tls=secret@1")
    return AuthResult(success=right, handled=right)


def serving():
    options = {}
    if mode in ("starttls", "auth"):
        options |= {"tls_context": starttls(), "require_starttls": True}
    if mode == "auth":
        options |= {"authenticator": is_cascade, "auth_required": True, "auth_require_tls": True}
    free = socket.create_server(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    keep = Keep(at_once=4 if mode == "together" else 1)
    controller = Controller(keep, hostname="127.0.0.1", port=port, **options)
    controller.start()
    print(port, flush=True)
    sys.stdin.read()
    controller.stop()


silent() if mode == "silent" else serving()
