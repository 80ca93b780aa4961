#include "domain/DomainHeader.h"

#include "kit/Badge.h"
#include "kit/MenuButton.h"
#include "kit/text/WholeText.h"
#include "support/Formatting.h"
#include "support/Icons.h"
#include "support/Words.h"
#include "support/WrapRow.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

DomainHeader::DomainHeader(QWidget *parent)
    : QWidget(parent)
    , m_back(new QPushButton(tr("Tracking Domains ›")))
    , m_title(new WholeText(u"title"_s))
    , m_status(new Badge)
    , m_default(new Badge)
    , m_verify(new QPushButton)
    , m_setDefault(new QPushButton)
    , m_menu(new MenuButton)
{
    m_back->setObjectName(u"backButton"_s);
    m_back->setAccessibleName(tr("Back to the tracking domains"));
    m_back->setToolTip(tr("Back (Esc)"));
    m_back->setProperty("look", u"crumb"_s);
    m_title->setObjectName(u"domainTitle"_s);
    m_title->setFocusPolicy(Qt::ClickFocus);
    m_status->setObjectName(u"statusBadge"_s);
    m_default->setObjectName(u"defaultBadge"_s);
    m_verify->setObjectName(u"verifyNowButton"_s);
    m_verify->setAccessibleName(tr("Verify now"));
    m_verify->setToolTip(tr("Look the record up now (F5)"));
    m_verify->setProperty("look", u"primary"_s);
    m_setDefault->setObjectName(u"setDefaultButton"_s);
    m_setDefault->setAccessibleName(tr("Set as default"));
    makeMenu();

    auto *crumbs = new QHBoxLayout;
    crumbs->addWidget(m_back);
    crumbs->addStretch();
    auto *row = new WrapRow;
    row->setSpacing(10);
    for (QWidget *each : std::initializer_list<QWidget *>{m_title, m_status, m_default})
        row->add(each);
    row->addStretch();
    for (QWidget *each : std::initializer_list<QWidget *>{m_verify, m_setDefault, m_menu})
        row->add(each);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 0, 24, 0);
    column->setSpacing(2);
    column->addLayout(crumbs);
    column->addLayout(row);

    connect(m_back, &QPushButton::clicked, this, &DomainHeader::backRequested);
    connect(m_verify, &QPushButton::clicked, this, &DomainHeader::verifyRequested);
    connect(m_setDefault, &QPushButton::clicked, this, &DomainHeader::defaultToggled);
    setVerifying(false);
}

void DomainHeader::makeMenu()
{
    m_menu->setObjectName(u"menuButton"_s);
    m_menu->setAccessibleName(tr("More actions"));
    m_menu->setToolTip(tr("More actions"));
    m_menu->setProperty("look", u"menu"_s);
    m_menu->setIcon(icon(u"more"_s));
    QMenu *menu = m_menu->choices();
    QAction *check = menu->addAction(icon(u"refresh"_s, Ink::Dim), tr("Check the record now"));
    check->setObjectName(u"checkNowAction"_s);
    QAction *apps = menu->addAction(icon(u"open"_s, Ink::Dim), tr("Links that open an app…"));
    apps->setObjectName(u"appLinksAction"_s);
    menu->addSeparator();
    QAction *remove = menu->addAction(icon(u"delete"_s, Ink::Bad), tr("Delete tracking domain…"));
    remove->setObjectName(u"deleteDomainAction"_s);
    connect(check, &QAction::triggered, this, &DomainHeader::verifyRequested);
    connect(apps, &QAction::triggered, this, &DomainHeader::appLinksRequested);
    connect(remove, &QAction::triggered, this, &DomainHeader::deleteRequested);
}

void DomainHeader::setTitle(const QString &name, const QString &wireName)
{
    m_title->setWhole(name);
    m_title->setAccessibleName(tr("Tracking domain"));
    m_title->setToolTip(plainTip(name == wireName ? name : name + u'\n' + wireName));
}

void DomainHeader::showName(const QString &name)
{
    setTitle(name, name);
    for (QWidget *each : std::initializer_list<QWidget *>{m_verify, m_setDefault, m_menu, m_status, m_default})
        each->hide();
}

void DomainHeader::show(const wire::TrackingDomain &domain, const Obstacles &obstacles)
{
    const bool active = domain.status == wire::DomainStatus::Active;
    setTitle(domain.unicodeName, domain.name);
    m_status->show(statusBadge(domain, obstacles));
    if (domain.isDefault)
        m_default->show({tr("Default"), Tone::Accent});
    else
        m_default->show({domain.defaultOnVerify ? tr("Default once verified") : QString(), Tone::Neutral});
    m_verify->setVisible(!active);
    m_setDefault->setVisible(active);
    m_setDefault->setText(domain.isDefault ? tr("Unset as default") : tr("Set as default"));
    m_setDefault->setAccessibleName(m_setDefault->text());
    m_menu->show();
}

void DomainHeader::setVerifying(bool verifying)
{
    m_verify->setEnabled(!verifying);
    m_verify->setText(verifying ? tr("Verifying…") : tr("Verify Now"));
}

} // namespace unmta::ui
