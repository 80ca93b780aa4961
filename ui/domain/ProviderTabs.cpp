#include "domain/ProviderTabs.h"

#include "base/DnsProviders.h"
#include "domain/GuideText.h"
#include "kit/MenuButton.h"
#include "language/Guides.h"
#include "support/Words.h"
#include "support/WrapRow.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

const QString otherId = u"other"_s;
constexpr int besideTabs = 13;

// The tabs: the detected provider's, or the two that most people have; one that was chosen from the menu; and that for
// all others. Never more than three, so that they fit.
QStringList tabsFor(const QString &detected, const QString &chosen = {})
{
    const QStringList usual{u"cloudflare"_s, u"route53"_s, otherId};
    const bool isRare = !usual.contains(detected) && findDnsProvider(detected);
    QStringList tabs = isRare ? QStringList{detected, otherId} : usual;
    if (chosen.isEmpty() || tabs.contains(chosen))
        return tabs;
    if (!findDnsProvider(detected) || detected == otherId)
        return {chosen, otherId};
    return {detected, chosen, otherId};
}

QList<GuideBlock> only(const QList<GuideBlock> &blocks, GuideBlock::Kind kind)
{
    QList<GuideBlock> chosen;
    std::copy_if(blocks.begin(), blocks.end(), std::back_inserter(chosen),
                 [kind](const GuideBlock &block) { return block.kind == kind; });
    return chosen;
}

} // namespace

ProviderTabs::ProviderTabs(QWidget *parent)
    : QFrame(parent)
    , m_tabs(new QTabBar)
    , m_more(new MenuButton)
    , m_handOver(new QPushButton(tr("Hand over…")))
    , m_steps(new GuideText)
    , m_notice(new QFrame)
    , m_warning(new GuideText)
    , m_rest(new GuideText)
{
    setProperty("role", u"card"_s);
    m_tabs->setObjectName(u"providerTabs"_s);
    m_tabs->setAccessibleName(tr("DNS provider"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_more->setObjectName(u"moreProvidersButton"_s);
    m_more->setText(tr("More ▾"));
    m_more->setAccessibleName(tr("All DNS providers"));
    m_more->setProperty("look", u"link"_s);
    for (const DnsProvider &provider : dnsProviders()) {
        QAction *action = m_more->choices()->addAction(providerName(provider.id));
        action->setObjectName(u"provider_"_s + provider.id);
        connect(action, &QAction::triggered, this, [this, id = provider.id] { choose(id); });
    }
    setTabs(tabsFor({}));
    m_handOver->setObjectName(u"handOverButton"_s);
    m_handOver->setAccessibleName(tr("Hand over to a colleague"));
    m_handOver->setToolTip(tr("A text for whoever manages the DNS"));
    m_handOver->setProperty("look", u"link"_s);
    m_steps->setObjectName(u"providerSteps"_s);
    m_steps->setAccessibleName(tr("Steps at the provider"));
    m_warning->setObjectName(u"providerWarning"_s);
    m_warning->setAccessibleName(tr("Mind this"));
    m_rest->setObjectName(u"providerNotes"_s);
    m_rest->setAccessibleName(tr("Good to know"));
    m_notice->setProperty("role", u"notice"_s);
    m_notice->setProperty("tone", u"warning"_s);
    auto *notice = new QVBoxLayout(m_notice);
    notice->setContentsMargins(12, 9, 12, 7);
    notice->addWidget(m_warning);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 14);
    column->setSpacing(12);
    auto *head = new QFrame;
    head->setProperty("role", u"tabHead"_s);
    auto *top = new WrapRow(head);
    top->setContentsMargins(12, 0, 12, 0);
    top->add(m_tabs);
    top->add(m_more);
    top->addStretch();
    top->add(m_handOver);
    column->addWidget(head);
    auto *text = new QVBoxLayout;
    text->setContentsMargins(16, 2, 16, 0);
    text->setSpacing(12);
    text->addWidget(m_steps);
    text->addWidget(m_notice);
    text->addWidget(m_rest);
    column->addLayout(text);

    connect(m_tabs, &QTabBar::currentChanged, this, &ProviderTabs::showProvider);
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this] { m_chosen = true; });
    connect(m_handOver, &QPushButton::clicked, this, &ProviderTabs::handOverRequested);
}

void ProviderTabs::show(const wire::Record &record, const QString &detected)
{
    if (record.name != m_record.name)
        m_chosen = false;
    m_record = record;
    m_detected = detected;
    const QString current = m_shown.value(m_tabs->currentIndex());
    setTabs(tabsFor(detected, m_chosen ? current : QString()));
    // Nobody is sent to a provider that the zone is not known to be at.
    const qsizetype wanted = m_shown.indexOf(m_chosen ? current : detected);
    m_tabs->setCurrentIndex(int(wanted < 0 ? m_shown.indexOf(otherId) : wanted));
    showProvider(m_tabs->currentIndex());
}

void ProviderTabs::choose(const QString &provider)
{
    m_chosen = true;
    setTabs(tabsFor(m_detected, provider));
    m_tabs->setCurrentIndex(int(m_shown.indexOf(provider)));
    showProvider(m_tabs->currentIndex());
}

void ProviderTabs::setTabs(const QStringList &providers)
{
    const QSignalBlocker quiet(m_tabs); // whoever calls shows the provider
    while (m_tabs->count() > providers.size())
        m_tabs->removeTab(m_tabs->count() - 1);
    for (int i = 0; i < providers.size(); ++i) {
        if (i >= m_tabs->count())
            m_tabs->addTab({});
        const QString name = providerName(providers.at(i));
        const bool isDetected = providers.at(i) == m_detected && m_detected != otherId;
        m_tabs->setTabText(i, isDetected ? tr("%1 · detected").arg(name) : name);
    }
    m_shown = providers;
    fitTabs();
}

// The names alone where there is no room for more.
void ProviderTabs::fitTabs()
{
    const qsizetype detected = m_shown.indexOf(m_detected);
    if (detected < 0 || m_detected == otherId || width() <= 0)
        return;
    const QString name = providerName(m_detected);
    m_tabs->setTabText(int(detected), tr("%1 · detected").arg(name));
    if (m_tabs->sizeHint().width() > width() - 2 * besideTabs)
        m_tabs->setTabText(int(detected), name);
}

void ProviderTabs::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitTabs();
}

void ProviderTabs::showProvider(int index)
{
    const DnsProvider *provider = findDnsProvider(m_shown.value(index));
    const auto blocks = parseGuide(provider ? providerGuide(*provider) : QString(), {{u"zone"_s, m_record.zone},
                                                                                     {u"label"_s, m_record.label},
                                                                                     {u"host"_s, m_record.name},
                                                                                     {u"target"_s, m_record.value}});
    m_steps->show(only(blocks, GuideBlock::Kind::Step));
    m_warning->show(only(blocks, GuideBlock::Kind::Warning));
    m_notice->setVisible(!only(blocks, GuideBlock::Kind::Warning).isEmpty());
    m_rest->show(only(blocks, GuideBlock::Kind::Paragraph));
}

} // namespace unmta::ui
