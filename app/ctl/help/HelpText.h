// The documentation as text for a terminal. A topic is a file of resources/docs or resources/guides by its name, a DNS
// provider by its id, or an error's or a check's code.
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace unmta::ctl {

struct HelpTopic
{
    QString name;
    QString title;
    QString section; // "user", "operator", …; "provider"
};

// In the order in which they are listed; without the codes.
[[nodiscard]] QList<HelpTopic> helpTopics();

// None: there is no such topic.
[[nodiscard]] std::optional<QString> helpText(const QString &topic);

} // namespace unmta::ctl
