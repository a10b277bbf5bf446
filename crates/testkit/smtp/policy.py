"""What the mail server of tests takes: everything, but for the addresses that say otherwise.

refused@     never (550)
busy@        not now, however often (451)
greylisted@  not at first, but when it is tried again (451, then 250)
"""

import itertools
import pathlib


class Post:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.numbers = itertools.count(1)
        self.seen = set()

    @classmethod
    def from_cli(cls, parser, *arguments):
        if len(arguments) != 1:
            parser.error("the folder for mails is missing")
        return cls(arguments[0])

    async def handle_RCPT(self, server, peer, envelope, address, options):
        name = address.split("@")[0]
        if name == "refused":
            return "550 5.1.1 no such user here"
        if name == "busy":
            return "451 4.3.2 try again later"
        if name == "greylisted" and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, peer, envelope):
        name = f"{next(self.numbers):04}.eml"
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(envelope.original_content)
        unfinished.rename(self.folder / name)
        return "250 2.0.0 taken"
