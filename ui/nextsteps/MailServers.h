// The mail servers that there is a guide for.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace unmta::ui {

struct MailServerGuide
{
    QString name;
    QString topic; // of the documentation
    QString way;   // how it is connected, in a sentence
    // What shows that it is installed on a computer.
    QStringList files;
};

[[nodiscard]] QList<MailServerGuide> mailServerGuides();
// The place in the list of the first one that is installed below `root`; −1: none is.
[[nodiscard]] int mailServerFound(const QList<MailServerGuide> &guides, const QString &root = {});

} // namespace unmta::ui
