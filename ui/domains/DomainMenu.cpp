#include "domains/DomainMenu.h"

#include "support/Icons.h"

#include <QClipboard>
#include <QGuiApplication>

namespace unmta::ui {

using namespace Qt::StringLiterals;

DomainMenu::DomainMenu(QMenu *columns, QWidget *parent)
    : QMenu(parent)
{
    setObjectName(u"domainMenu"_s);
    const auto add = [this](const QString &text, const QString &name, const auto &done) {
        QAction *action = addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, done);
        return action;
    };
    m_open = add(tr("Open"), u"openDomainAction"_s, [this] { Q_EMIT openRequested(m_domains.first().name); });
    add(tr("Verify"), u"verifyDomainsAction"_s, [this] { Q_EMIT verifyRequested(); });
    addSeparator();
    add(tr("Copy the name"), u"copyNamesAction"_s, [this] {
        QStringList names;
        for (const wire::TrackingDomain &domain : std::as_const(m_domains))
            names << domain.name;
        QGuiApplication::clipboard()->setText(names.join(u'\n'));
    });
    m_copyRecord = add(tr("Copy the record's value"), u"copyRecordAction"_s,
                       [this] { QGuiApplication::clipboard()->setText(m_domains.first().record.value); });
    addSeparator();
    add(tr("Export…"), u"exportDomainsAction"_s, [this] { Q_EMIT exportRequested(); });
    add(tr("Hand over…"), u"handOverDomainsAction"_s, [this] { Q_EMIT handOverRequested(); });
    addMenu(columns);
    addSeparator();
    QAction *remove = add(tr("Delete…"), u"deleteDomainsAction"_s, [this] { Q_EMIT deleteRequested(); });
    remove->setIcon(ui::icon(u"delete"_s, Ink::Bad));
}

void DomainMenu::openFor(const QList<wire::TrackingDomain> &domains, const QPoint &where)
{
    if (domains.isEmpty())
        return;
    m_domains = domains;
    m_open->setEnabled(domains.size() == 1);
    m_copyRecord->setEnabled(domains.size() == 1);
    popup(where);
}

} // namespace unmta::ui
