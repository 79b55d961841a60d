"""Keeps what we sent in a calendar of a real CalDAV server (Radicale), through a real client (caldav), as a calendar program
does that gets invitations by mail.

Usage: keep.py FOLDER; FOLDER is where the server keeps what it has. Reads a line of JSON from its standard input for each
mail, the list of the invitations in it, and answers each with the events that are then in the calendar.
"""

import json
import socket
import subprocess
import sys
import time

import caldav
from icalendar import Calendar


def server(folder):
    """A server on a free port, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = {
        "--server-hosts": f"127.0.0.1:{port}",
        "--auth-type": "none",
        "--storage-filesystem-folder": folder,
        "--logging-level": "error",
    }
    arguments = [word for option in options.items() for word in option]
    process = subprocess.Popen([sys.executable, "-m", "radicale", *arguments])
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return process, f"http://127.0.0.1:{port}/"
        except OSError:
            time.sleep(0.05)
    sys.exit("Radicale has not started.")


def take(calendar, invitation):
    """Does what an invitation asks for, unless what is kept is newer. What a calendar keeps names no method (RFC 4791)."""
    read = Calendar.from_ical(invitation)
    (event,) = read.walk("VEVENT")
    known = [kept for kept in calendar.events() if kept.icalendar_component["UID"] == event["UID"]]
    if any(kept.icalendar_component["SEQUENCE"] >= event["SEQUENCE"] for kept in known):
        return
    if read["METHOD"] == "CANCEL":
        for kept in known:
            kept.delete()
    else:
        calendar.add_event(invitation.replace("METHOD:REQUEST\r\n", ""), increase_seqno=False)


def shown(kept):
    event = kept.icalendar_component
    return {
        "uid": event["UID"],
        "sequence": event["SEQUENCE"],
        "summary": event["SUMMARY"],
        "begins": event["DTSTART"].dt.isoformat(),
        "ends": event["DTEND"].dt.isoformat(),
    }


process, address = server(sys.argv[1])
try:
    with caldav.DAVClient(address, username="asha", password="any") as client:
        calendar = client.principal().make_calendar(name="Asha's calendar")
        for line in sys.stdin:
            for invitation in json.loads(line):
                take(calendar, invitation)
            events = sorted(map(shown, calendar.events()), key=lambda event: event["begins"])
            print(json.dumps(events), flush=True)
finally:
    process.terminate()
