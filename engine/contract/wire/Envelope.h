// What is around the resources: pages of a list, settings, and the body of every refusal.
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace unmta::wire {

using Settings = QMap<QString, QString>;

template <typename T>
struct Page
{
    QList<T> items;
    std::optional<QString> next; // cursor of the following page
};

// The body of every refusal.
struct Failure
{
    QString message;
    QString code;
    QMap<QString, QStringList> errors; // field → sentences
    QString requestId;                 // by which the engine's log names it
    bool operator==(const Failure &) const = default;
};

} // namespace unmta::wire
