// The dialogs about domains, as the window opens them: over it, and one that adds at a time.
#pragma once

#include "contract/wire/Wire.h"

#include <QObject>

class QDialog;

namespace unmta::ui {

class Session;

class DomainDialogs final : public QObject
{
    Q_OBJECT

public:
    // `window` is what the dialogs lie over, and their owner; `session` outlives it.
    DomainDialogs(Session &session, QWidget *window);

    void add();
    void addMany();
    void remove(const QList<wire::TrackingDomain> &domains);
    void handOver(const QList<wire::TrackingDomain> &domains);
    void openAppLinks(const wire::TrackingDomain &domain);

Q_SIGNALS:
    // Somebody is at work on a domain.
    void adding();
    void added(const QString &name);
    // The target zone has to be chosen first.
    void zoneWanted();

private:
    [[nodiscard]] bool mayAdd() const;
    void open(QDialog *dialog);

    Session &m_session;
    QWidget *m_window;
};

} // namespace unmta::ui
