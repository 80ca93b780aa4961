#include "messages/EngineMessages.h"

#include "language/EngineText.h"

#include <QCoreApplication>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct MessageWords
{
    Q_DECLARE_TR_FUNCTIONS(EngineMessages)
};

// What a sentence names and somebody may want to copy.
QString contextName(const QString &key)
{
    if (key == u"path")
        return MessageWords::tr("The place");
    if (key == u"file")
        return MessageWords::tr("The file");
    if (key == u"address" || key == u"listener")
        return MessageWords::tr("The address");
    return key == u"port" ? MessageWords::tr("The port") : QString();
}

void addValue(QList<Message::Value> &values, const QString &name, const QString &what, const QString &text)
{
    const bool isThere =
        std::any_of(values.begin(), values.end(), [&text](const Message::Value &other) { return other.text == text; });
    if (!what.isEmpty() && !text.isEmpty() && !isThere)
        values.append({name, what, text});
}

void addContext(QList<Message::Value> &values, const Error &error)
{
    for (auto it = error.context.cbegin(); it != error.context.cend(); ++it)
        addValue(values, it.key(), contextName(it.key()), it.value());
    addValue(values, u"detail"_s, MessageWords::tr("What the system said"), error.detail);
}

} // namespace

Message startFailed(const Error &error, const QString &dataDir, bool isSandbox)
{
    Message message{u"engineErrorDialog"_s,
                    Tone::Bad,
                    MessageWords::tr("The engine could not start"),
                    {errorText(error)},
                    {},
                    {},
                    {}};
    if (!isSandbox)
        message.paragraphs << MessageWords::tr(
            "Until it runs, links in delivered mail do not work, and nothing is recorded.");
    addValue(message.values, u"dataDir"_s, MessageWords::tr("The data directory"), dataDir);
    addContext(message.values, error);
    message.close = MessageWords::tr("Quit");
    message.action = MessageWords::tr("Try again");
    return message;
}

Message restored(const Result<QString> &former, const QString &copy)
{
    Message message;
    message.name = u"restoredDialog"_s;
    message.level = former ? Tone::Good : Tone::Bad;
    message.title =
        former ? MessageWords::tr("The copy is the store now") : MessageWords::tr("The copy was not restored");
    if (former) {
        message.paragraphs << MessageWords::tr("The engine runs with it again.");
        if (!former->isEmpty()) {
            message.paragraphs << MessageWords::tr(
                "The store of before is kept. Delete it when nobody needs it any more.");
            addValue(message.values, u"former"_s, MessageWords::tr("The store of before"), *former);
        }
    } else {
        message.paragraphs << errorText(former.error())
                           << MessageWords::tr("The engine runs with the store of before; nothing was changed.");
    }
    addValue(message.values, u"copy"_s, MessageWords::tr("The copy"), copy);
    if (!former)
        addContext(message.values, former.error());
    return message;
}

Message serviceStarted(bool endsWithLogin, const QString &user)
{
    Message message;
    message.name = u"serviceDialog"_s;
    message.level = endsWithLogin ? Tone::Warning : Tone::Good;
    message.title = MessageWords::tr("The engine runs as a service now");
    if (endsWithLogin) {
        message.paragraphs << MessageWords::tr(
                                  "It ends when you log off, because this user may not leave services behind.")
                           << MessageWords::tr("To change that, an administrator runs the command below.");
        addValue(message.values, u"linger"_s, MessageWords::tr("The administrator's command"),
                 u"loginctl enable-linger %1"_s.arg(user));
    } else {
        message.paragraphs << MessageWords::tr("It goes on when you log off, and starts with the computer.")
                           << MessageWords::tr("Start this console again to look at it.");
    }
    return message;
}

Message serviceFailed(const Error &error)
{
    Message message{u"serviceDialog"_s,
                    Tone::Warning,
                    MessageWords::tr("The engine did not become a service"),
                    {errorText(error), MessageWords::tr("It goes on within this console, as before.")},
                    {},
                    {},
                    {}};
    addContext(message.values, error);
    return message;
}

Message helpMissing(const QString &page, const QString &topic)
{
    Message message;
    message.name = u"helpDialog"_s;
    if (page.isEmpty()) {
        message.title = MessageWords::tr("The documentation is not installed here");
        message.paragraphs << MessageWords::tr("It can be read in a terminal.");
        addValue(message.values, u"help"_s, MessageWords::tr("The command"), u"unmta-ctl help %1"_s.arg(topic));
    } else {
        message.title = MessageWords::tr("No program opens the documentation");
        message.paragraphs << MessageWords::tr("Open this file in a browser.");
        addValue(message.values, u"page"_s, MessageWords::tr("The file"), page);
    }
    return message;
}

} // namespace unmta::ui
