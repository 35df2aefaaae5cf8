"""Work on many matters, spread over the computer's processors where that is faster; the results come in their order."""

from __future__ import annotations

import copyreg
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from cabinet_papers.files.fault import FaultElsewhereError, describe_error
from cabinet_papers.files.folders import list_folder
from cabinet_papers.files.run import find_command, note_command

if TYPE_CHECKING:
    from cabinet_papers.files.workspace import Workspace

Item = TypeVar("Item")
Tool = TypeVar("Tool")
Result = TypeVar("Result")

# A process that is split off begins at once; one that is started anew loads the program first. With fewer matters than
# these it does not pay.
FEW, FEW_ANEW = 16, 150
# At most so many matters are worked on at a time, which share a run of the spelling program, and each process has about
# so many turns, so that all of them end at about the same time.
AT_ONCE, TURNS = 50, 4
# What a process has to work with.
_tool: Any = None


def _freeze(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(content)


# What goes from one process to another is copied, and Python itself does not know how to copy such a mapping.
copyreg.pickle(MappingProxyType, lambda each: (_freeze, (dict(each),)))


def work_on(
    items: Sequence[Item],
    workspace: Workspace,
    prepare: Callable[[Workspace], Tool],
    work: Callable[[Tool, Sequence[Item]], Result],
    tool: Tool,
) -> Iterator[Result]:
    """Yield what `work` makes of each few of the items, in their order.

    `tool` is what it works with here; another process gets its own from `prepare`. Both functions are a module's own.
    """
    processes = count_processes(len(items))
    size = min(AT_ONCE, -(-len(items) // (processes * TURNS)) if processes > 1 else AT_ONCE)
    batches = [items[start : start + size] for start in range(0, len(items), size)]
    done = 0
    if processes > 1:
        from concurrent.futures.process import BrokenProcessPool

        try:
            for result in _spread(batches, processes, workspace, prepare, work):
                yield result
                done += 1
        except BrokenProcessPool:
            # The system has ended a process, as where memory is short: what is left is done here.
            pass
    yield from (work(tool, batch) for batch in batches[done:])


def count_processes(items: int) -> int:
    """Return over how many processes work on so many items is spread, 1 where it does not pay."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return usable if items >= (FEW if _can_split_off() else FEW_ANEW) else 1


def _can_split_off() -> bool:
    """Whether a process can be split off from this one: of one with several threads the copy might wait for ever."""
    # Linux knows the threads that were begun without Python's own module too.
    return sys.platform == "linux" and len(list_folder(Path("/proc/self/task"))) == 1


def _spread(
    batches: Sequence[Sequence[Item]],
    processes: int,
    workspace: Workspace,
    prepare: Callable[[Workspace], Tool],
    work: Callable[[Tool, Sequence[Item]], Result],
) -> Iterator[Result]:
    # Loading these takes longer than a check in which nothing has changed.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if _can_split_off() else "spawn")
    pool = ProcessPoolExecutor(processes, context, _begin, (prepare, workspace, find_command()))
    try:
        for each in [pool.submit(_work, work, batch) for batch in batches]:
            result = each.result()
            if isinstance(result, (FaultElsewhereError, OSError)):
                raise result
            yield result
    finally:
        # After Ctrl+C nothing further is begun, and what was begun is whole before anything else is done.
        pool.shutdown(cancel_futures=True)


def _begin(prepare: Callable[[Workspace], Any], workspace: Workspace, command: str) -> None:
    # Ctrl+C reaches every process of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    note_command(lambda: command)
    global _tool
    _tool = _send_fault(lambda: prepare(workspace))


def _work(
    work: Callable[[Any, Sequence[Item]], Result], batch: Sequence[Item]
) -> Result | FaultElsewhereError | OSError:
    # Where this could not begin, it is said now: what is raised while a process begins is printed as it is.
    return _tool if isinstance(_tool, (FaultElsewhereError, OSError)) else _send_fault(lambda: work(_tool, batch))


def _send_fault(work: Callable[[], Result]) -> Result | FaultElsewhereError | OSError:
    """Return what the work gives, or what may be sent of its error: not every error can be copied as it is."""
    try:
        return work()
    except OSError as error:
        return error
    except Exception as error:  # noqa: BLE001 - the first process raises it again
        return FaultElsewhereError(describe_error(error))
