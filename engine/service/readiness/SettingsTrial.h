// Tries a mail relay, resolvers or a certificate authority by settings that need not be saved, and says what was found
// and what to do. Nothing is stored but what a test mail's reader keeps. Engine thread.
#pragma once

#include "base/Result.h"
#include "service/readiness/Readiness.h"
#include "service/readiness/ReadinessFacts.h"

#include <QMap>

#include <functional>

namespace unmta {

class Clock;
class OutboxService;
class ReadinessProbes;
class Settings;
class SettingsService;

class SettingsTrial
{
public:
    enum class Subject : std::uint8_t
    {
        Mail,
        Resolver,
        Authority
    };
    struct Wish
    {
        Subject subject = Subject::Mail;
        QMap<QString, QString> changes; // on top of the settings in force, as in SettingsService::update()
        QString to;                     // of a mail; empty: notify.to
    };
    // All outlive it, and what it has under way.
    struct Dependencies
    {
        const SettingsService &settings;
        OutboxService &outbox;
        ReadinessProbes &probes;
        const Clock &clock;
        std::function<LocalSeen()> local;
        std::function<QString(const Error &)> wording;
    };
    // Exactly once, within probeLimit, or the longer time that a relay may take.
    using Done = std::function<void(const Result<ReadinessCheck> &)>;

    explicit SettingsTrial(Dependencies dependencies)
        : d(std::move(dependencies))
    {}

    // Errors: those of checkedSetting(), settings.mail_incomplete, mail.bad_address.
    void run(const Wish &wish, const Done &done);

private:
    [[nodiscard]] ReadinessFacts facts(const Settings &settings, const ProbesSeen &seen) const;
    void tryMail(const Wish &wish, const Settings &settings, const Done &done);
    void tryResolvers(const Wish &wish, const Settings &settings, const Done &done);
    void tryAuthority(const Settings &settings, const Done &done);

    Dependencies d;
};

} // namespace unmta
