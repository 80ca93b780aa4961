// Reads and changes settings; tells whoever depends on them. Engine thread.
#pragma once

#include "service/settings/Settings.h"

#include <QObject>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;

class SettingsService final : public QObject
{
    Q_OBJECT

public:
    SettingsService(store::EngineStore &store, ChangeFeed &feed)
        : m_store(store)
        , m_feed(feed)
    {}

    [[nodiscard]] Result<void> load();
    [[nodiscard]] const Settings &current() const { return m_settings; }
    // Another node has changed them. Tells whoever depends on them.
    [[nodiscard]] Result<void> changedElsewhere(const QStringList &keys);
    // While changed() is told: what follows from it in the store is the other node's affair.
    [[nodiscard]] bool isFromElsewhere() const { return m_isFromElsewhere; }
    // Every setting with its value in force; secrets that are set read as secretMask.
    [[nodiscard]] QMap<QString, QString> shown() const;
    // All or nothing. An empty value puts a setting back to its default; the mask leaves a secret as it is.
    // Errors: those of checkedSetting(), of the store.
    [[nodiscard]] Result<void> update(const QMap<QString, QString> &changes);

    // What current() would be after update(), which is not made. Errors: those of checkedSetting().
    [[nodiscard]] Result<Settings> with(const QMap<QString, QString> &changes) const;

    static const QString secretMask;

Q_SIGNALS:
    void changed(const unmta::Settings &settings);

private:
    store::EngineStore &m_store;
    ChangeFeed &m_feed;
    Settings m_settings;
    bool m_isFromElsewhere = false;
};

} // namespace unmta
