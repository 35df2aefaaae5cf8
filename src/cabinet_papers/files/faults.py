"""Which of the system's errors are about the disk, the network or the computer, and none of the file."""

from __future__ import annotations

import errno

# With these the system says that the disk, the network or the computer is at fault, and nothing about the file: what
# cannot be looked at then is not simply missing, so the command stops.
FAULTS = frozenset({
    errno.EIO, errno.EINTR, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENODEV, errno.ESTALE,
    errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH,
})  # fmt: skip


def is_fault(error: BaseException | None) -> bool:
    """Whether the error is none of the file, which may well be there and whole."""
    return isinstance(error, OSError) and error.errno in FAULTS


def raise_fault(error: OSError) -> None:
    """Raise the error again where it is none of the file."""
    if is_fault(error):
        raise error
