// What somebody who helps needs to know about an installation, as one text file without secrets.
#pragma once

#include <QJsonObject>
#include <QString>

#include <functional>

class QObject;

namespace unmta::ui {

class Session;

// This program and this computer; needs nobody.
[[nodiscard]] QJsonObject consoleFacts();

// A setting's value as it may be shown to others: secrets and mail addresses only say whether there is one.
[[nodiscard]] QString shareableSetting(const QString &name, const QString &value);

// Asks the engine and calls `done` with all that could be learned; what could not is named with the reason. Names of
// tracking domains are in it, recipients and tokens are not.
void collectDiagnostics(Session &session, QObject *context, std::function<void(const QByteArray &json)> done);

} // namespace unmta::ui
