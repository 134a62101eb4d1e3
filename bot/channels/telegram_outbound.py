"""The way out to Telegram: words to a person, and taking them back again."""

from collections.abc import Sequence

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram import MessageEntity as Entity
from telegram.error import BadRequest, Forbidden

from bot.channels.telegram_connection import GONE, our_errors, says
from bot.channels.telegram_pacing import Pace
from bot.channels.telegram_text import Part, lay_out
from bot.effects import Message, Rows, Sent
from bot.errors import MessageRefused, TryLater
from bot.ports import UNWATCHED, Progress

NOTICE_LIMIT = 200  # characters
# A preview would have Telegram fetch the page, and show its title and picture on the screen (B21).
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
SAME_ALREADY = "message is not modified"
NOT_EDITABLE = ("message can't be edited", "message to edit not found", "message_id_invalid")
TAP_IS_OLD = ("query is too old", "query id is invalid", "query_id_invalid")
NOT_DELETABLE = ("message to delete not found", "message can't be deleted", "message_id_invalid")
LEFT_ALREADY = ("chat not found", "not a member", "peer_id_invalid", "group chat was")


class TelegramSender:
    """Sends plain text: no markup is ever read from it, so no text can break a message.

    Raises as ports.Sender says. The delivery worker owns trying again, so nothing here waits for
    a chat that Telegram asked us to leave alone.
    """

    def __init__(self, bot: Bot, pace: Pace) -> None:
        self._bot = bot
        self._pace = pace
        self._half_said: dict[tuple[str, int], tuple[Sent, ...]] = {}

    async def say(
        self, chat: str, message: Message, *, urgent: bool = False, progress: Progress = UNWATCHED
    ) -> tuple[Sent, ...]:
        """Send a message, in several parts if it is long. An urgent one waits for no turn.

        Tried again after a failure half-way, it goes on where it stopped.
        """
        parts = lay_out(message)
        if not parts:
            raise MessageRefused("there are no words in this message")
        half = (chat, hash((message, progress.of)))
        sent = self._half_said.pop(half, ())
        for part in parts[len(sent) :]:
            is_last = part is parts[-1]
            try:
                if not urgent:
                    await self._pace.turn(chat)
                await progress.before()
                shown = await self._send(chat, part, message.buttons if is_last else ())
            except TryLater:
                if sent:
                    self._half_said[half] = sent
                raise
            sent = (*sent, shown)
            await progress.after(shown)
        return sent

    async def replace(
        self, chat: str, message_id: str, message: Message, *, progress: Progress = UNWATCHED
    ) -> tuple[Sent, ...]:
        parts = lay_out(message)
        if len(parts) == 1 and message_id.isdigit():
            await self._pace.turn(chat)
            await progress.before()
            if await self._edit(chat, int(message_id), parts[0], message.buttons):
                return ()
        return await self.say(chat, message, progress=progress)

    async def delete(self, chat: str, message_ids: Sequence[str], *, urgent: bool = False) -> None:
        """Delete messages together; one by one where Telegram refuses them as a whole.

        A single one that it will not delete is none of the others' fault, and stays.
        """
        if not urgent:
            await self._pace.turn(chat)
        numbers = [int(each) for each in message_ids]
        with our_errors():
            try:
                await self._bot.delete_messages(chat, numbers)
            except BadRequest as error:
                if says(error, *GONE):
                    raise
                for number in numbers:
                    await self._delete_one(chat, number)

    async def answer_tap(self, tap_id: str, notice: str) -> None:
        with our_errors():
            try:
                await self._bot.answer_callback_query(tap_id, notice[:NOTICE_LIMIT] or None)
            except BadRequest as error:
                if not says(error, *TAP_IS_OLD):
                    raise

    async def leave(self, chat: str) -> None:
        with our_errors():
            try:
                await self._bot.leave_chat(chat)
            except Forbidden:
                return
            except BadRequest as error:
                if not says(error, *LEFT_ALREADY):
                    raise

    async def _delete_one(self, chat: str, number: int) -> None:
        try:
            await self._bot.delete_message(chat, number)
        except BadRequest as error:
            if not says(error, *NOT_DELETABLE):
                raise

    async def _edit(self, chat: str, message_id: int, part: Part, buttons: Rows) -> bool:
        """Return whether the message now reads so; some are too old, or gone."""
        with our_errors():
            try:
                await self._bot.edit_message_text(
                    part.text,
                    chat_id=chat,
                    message_id=message_id,
                    entities=_entities(part),
                    reply_markup=_keyboard(buttons),
                    link_preview_options=NO_PREVIEW,
                )
            except BadRequest as error:
                if says(error, SAME_ALREADY):
                    return True
                if says(error, *NOT_EDITABLE):
                    return False
                raise
        return True

    async def _send(self, chat: str, part: Part, buttons: Rows) -> Sent:
        with our_errors():
            shown = await self._bot.send_message(
                chat,
                part.text,
                entities=_entities(part),
                reply_markup=_keyboard(buttons),
                link_preview_options=NO_PREVIEW,
            )
        return Sent(str(shown.message_id), shown.date)


def _entities(part: Part) -> list[Entity] | None:
    if part.covered is None:
        return None
    return [Entity(Entity.SPOILER, part.covered.offset, part.covered.length)]


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(one.label, callback_data=one.data) for one in row] for row in rows]
    )
