#include "service/settings/SettingsService.h"

#include "service/changes/ChangeFeed.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

const QString SettingsService::secretMask = u"********"_s;

Result<void> SettingsService::load()
{
    auto stored = m_store.settings.all();
    if (!stored)
        return stored.error();
    m_settings = Settings(*std::move(stored));
    return {};
}

QMap<QString, QString> SettingsService::shown() const
{
    QMap<QString, QString> result;
    for (const Setting &row : allSettings) {
        const QString value = m_settings.text(row);
        result.insert(QString::fromLatin1(row.name), row.isSecret() && !value.isEmpty() ? secretMask : value);
    }
    return result;
}

namespace {

// As they are to be stored; a secret that is to stay as it is, is left out.
Result<QMap<QString, QString>> checkedChanges(const QMap<QString, QString> &changes)
{
    QMap<QString, QString> checked;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        const Setting *row = findSetting(it.key());
        if (row && it->isEmpty()) {
            checked.insert(it.key(), {});
            continue;
        }
        auto value = checkedSetting(it.key(), *it);
        if (!value)
            return value.error();
        if (!(row && row->isSecret() && *value == SettingsService::secretMask))
            checked.insert(it.key(), *std::move(value));
    }
    return checked;
}

} // namespace

Result<Settings> SettingsService::with(const QMap<QString, QString> &changes) const
{
    const auto checked = checkedChanges(changes);
    return checked ? Result<Settings>(m_settings.with(*checked)) : checked.error();
}

Result<void> SettingsService::update(const QMap<QString, QString> &changes)
{
    const auto checked = checkedChanges(changes);
    if (!checked)
        return checked.error();
    auto transaction = store::Transaction::begin(m_store.database());
    if (!transaction)
        return transaction.error();
    for (auto it = checked->cbegin(); it != checked->cend(); ++it) {
        const auto done = it->isEmpty() ? m_store.settings.remove(it.key())
                                        : m_store.settings.set(it.key(), *it, findSetting(it.key())->isSecret());
        if (!done)
            return done.error();
    }
    if (auto done = transaction->commit(); !done)
        return done;
    if (auto done = load(); !done)
        return done;
    Q_EMIT changed(m_settings);
    for (auto it = checked->cbegin(); it != checked->cend(); ++it)
        m_feed.add(ChangeKind::Settings, {}, it.key(), ChangeAction::Changed);
    return {};
}

Result<void> SettingsService::changedElsewhere(const QStringList &keys)
{
    if (auto done = load(); !done)
        return done;
    m_isFromElsewhere = true;
    Q_EMIT changed(m_settings);
    m_isFromElsewhere = false;
    for (const QString &key : keys)
        m_feed.add(ChangeKind::Settings, {}, key, ChangeAction::Changed);
    return {};
}

} // namespace unmta
