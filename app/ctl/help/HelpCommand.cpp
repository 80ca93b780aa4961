#include "ctl/Commands.h"
#include "ctl/Output.h"
#include "ctl/Session.h"
#include "ctl/help/HelpText.h"

#include <QJsonArray>
#include <QJsonObject>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

Outcome listTopics(const Session &session)
{
    QJsonArray json;
    Table table({u"TOPIC"_s, u"FOR"_s, u"WHAT"_s});
    for (const HelpTopic &topic : helpTopics()) {
        json.append(QJsonObject{{u"topic"_s, topic.name}, {u"section"_s, topic.section}, {u"title"_s, topic.title}});
        table.add({topic.name, topic.section, topic.title});
    }
    session.json() ? printJson(json) : table.print({});
    return Exit::Done;
}

Outcome showTopic(const Session &session, const QString &topic)
{
    const auto text = helpText(topic);
    if (!text)
        return usageError(
            u"There is no topic %1. “unmta-ctl help” lists all topics; the code of an error or of a check "
            "is one, too."_s.arg(topic));
    if (session.json())
        printJson(QJsonObject{{u"topic"_s, topic}, {u"text"_s, *text}});
    else
        printRaw(text->toUtf8());
    return Exit::Done;
}

} // namespace

void addHelpCommand(Command root)
{
    const auto topic = std::make_shared<QString>();
    root.command("help", "Read the documentation: a topic, an error's code or a check's; without one, list the topics")
        .argument("TOPIC", topic.get(), "For example quick-start, or wrong_target", false)
        .does(
            [topic](Session &session) { return topic->isEmpty() ? listTopics(session) : showTopic(session, *topic); });
}

} // namespace unmta::ctl
