// What setup needs to know: from flags, else asked with a default, else the default.
#pragma once

#include "base/Result.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>

namespace unmta::ctl {

struct SetupFlags
{
    QString zone = {};
    QStringList addresses = {};
    QString email = {};
    QString smtp = {};
    QString notify = {};
    QString from = {};
};

// Puts a question with its default in brackets; gives the answer, or the default for an empty one and where nobody can
// be asked. Null: nobody is asked, and nothing that only a person can know is guessed.
using AskPerson = std::function<QString(const QString &question, const QString &byDefault)>;

// The settings that are to change: those whose answer is not what is in force. `hostName` is this computer's, for the
// defaults. Errors: usage.wrong when there is no zone.
[[nodiscard]] Result<QJsonObject> settingsToChange(const QJsonObject &inForce, const SetupFlags &flags,
                                                   const QString &hostName, const AskPerson &ask);

} // namespace unmta::ctl
