"""The same conversation when Telegram calls us."""

from tests.e2e.whole import SECRET, environment, running
from tests.telegram_server import TelegramServer


async def test_telegram_can_call_instead_of_being_asked(database_url: str) -> None:
    async with TelegramServer.running() as telegram:
        env = environment(telegram, database_url)
        env["WAYMARK_WEBHOOK_URL"] = f"http://{env['WAYMARK_PUBLIC_ADDRESS']}"
        env["WAYMARK_WEBHOOK_SECRET"] = SECRET
        async with running(telegram, env):
            await telegram.is_asked("setWebhook", 1)
            kez = telegram.person("Kez")
            number = await kez.send("hes trying to break my door down right now")
            await kez.hears("999", within=2.0)
            update = {"update_id": number, "message": kez.message(text="hello again")}
            heard = len(kez.chat.news)
            await telegram.hand_over(update)
            await kez.send("the neighbours play music all night")
            await kez.hears("council")
            assert not telegram.called("getUpdates")
            again = [each for each in kez.chat.news[heard:] if "I am a bot" in each.text]
            assert again == [], "an update that was delivered twice was answered twice"
