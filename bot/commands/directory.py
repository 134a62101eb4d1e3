"""`waymark directory`: look things up, ring lines, and change what is known, two people at it."""

import typer

from bot.commands import changing, importing, looking_up, ringing

app = typer.Typer(no_args_is_help=True, help="Who can help, how to reach them, checked when.")

app.command("show")(looking_up.show)
app.command("find")(looking_up.find)
app.command("who")(looking_up.who)
app.command("check")(looking_up.check)
app.command("ring-list")(ringing.ring_list)
app.command("confirm")(ringing.confirm)
app.command("reports")(ringing.reports)
app.command("settle")(ringing.settle)
app.command("propose")(changing.propose)
app.command("approve")(changing.approve)
app.command("reject")(changing.reject)
app.command("undo")(changing.undo)
app.command("history")(changing.history)
app.command("pending")(changing.pending)
app.command("diff")(importing.diff)
app.command("import")(importing.bring_in)
app.command("export")(importing.export)
