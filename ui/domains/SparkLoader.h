// Fetches the seven days' activity of the domains that the list shows, and follows it.
#pragma once

#include "contract/wire/Wire.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace unmta::ui {

class DomainListModel;
class Session;

class SparkLoader final : public QObject
{
    Q_OBJECT

public:
    SparkLoader(Session &session, DomainListModel &model, QObject *parent = nullptr);

    // Asks for those of the domains that were not asked for yet.
    void want(const QStringList &names);

private:
    void takeChange(const wire::Change &change);
    void refreshDirty();

    Session &m_session;
    DomainListModel &m_model;
    QSet<QString> m_asked;
    QSet<QString> m_dirty;
    QTimer m_collect; // many events of one domain within a moment are one question
};

} // namespace unmta::ui
