// Brings the settings to whoever does not ask for them by itself: at the start, and whenever they change. Engine
// thread.
#pragma once

#include "base/Result.h"

#include <QMap>
#include <QObject>
#include <QStringList>

namespace unmta {

class DnsPorts;
class EdgeEndpoint;
class EngineSandbox;
class IssuerChoice;
class Services;
class Settings;

class SettingsFollower final : public QObject
{
    Q_OBJECT

public:
    // All outlive the follower.
    struct Dependencies
    {
        Services &services;
        EdgeEndpoint &edge;
        DnsPorts &dns;
        IssuerChoice &issuer;
        EngineSandbox *sandbox; // null outside it
    };

    explicit SettingsFollower(const Dependencies &d)
        : d(d)
    {}

    // Reads them, then stores what was given with the start. Nobody is told yet. Errors: settings.*, store.*.
    [[nodiscard]] Result<void> load(const QMap<QString, QString> &given);
    // Tells everybody, now and from now on. After load(); the edge and the sandbox run. Errors: store.*.
    [[nodiscard]] Result<void> start();
    // The system's resolvers may have changed.
    void applyDns();

private:
    void follow(const Settings &settings);
    void apply(const Settings &settings);
    // Due times follow the settings that they are made from, and only those.
    [[nodiscard]] Result<void> rescheduleIfWanted();

    Dependencies d;
    QStringList m_schedule; // the settings that due times in the store were made with
};

} // namespace unmta
