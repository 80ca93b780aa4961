// The menu of chosen rows of the domain list: by the right button, or the keyboard's menu key.
#pragma once

#include "contract/wire/Wire.h"

#include <QMenu>

namespace unmta::ui {

class DomainMenu final : public QMenu
{
    Q_OBJECT

public:
    // `columns` becomes a part of it.
    DomainMenu(QMenu *columns, QWidget *parent);
    void openFor(const QList<wire::TrackingDomain> &domains, const QPoint &where);

Q_SIGNALS:
    void openRequested(const QString &name);
    void verifyRequested();
    void exportRequested();
    void handOverRequested();
    void deleteRequested();

private:
    QList<wire::TrackingDomain> m_domains;
    QAction *m_open;
    QAction *m_copyRecord;
};

} // namespace unmta::ui
