"""A real mail server for the tests: aiosmtpd, which writes each mail it takes as a line of JSON.

Usage: server.py FOLDER MODE, where MODE is `plain` (no STARTTLS), `starttls`, or `silent` (takes connections and never
answers). Prints its port when it listens; ends when its standard input ends. In mode `starttls` the certificate of its
authority is FOLDER/ca.pem.
"""

import email
import email.policy
import json
import socket
import ssl
import sys
from pathlib import Path

from aiosmtpd.controller import Controller

folder, mode = Path(sys.argv[1]), sys.argv[2]
folder.mkdir(parents=True, exist_ok=True)


class Keep:
    """Takes every mail and writes down what Python's own parser finds in it."""

    async def handle_DATA(self, server, session, envelope):
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
                [part.get_filename(), part.get_content_type(), len(part.get_content())]
                for part in message.iter_attachments()
            ],
            "tls": session.ssl is not None,
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


def serving():
    options = {"tls_context": starttls(), "require_starttls": True} if mode == "starttls" else {}
    free = socket.create_server(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    controller = Controller(Keep(), hostname="127.0.0.1", port=port, **options)
    controller.start()
    print(port, flush=True)
    sys.stdin.read()
    controller.stop()


silent() if mode == "silent" else serving()
