#include "domain/ProviderTabs.h"

#include "domain/GuideText.h"
#include "support/Words.h"

#include <QFile>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTabBar>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

const QStringList &providers()
{
    static const QStringList list{u"cloudflare"_s, u"route53"_s, u"other"_s};
    return list;
}

QString guideOf(const QString &provider)
{
    QFile file(u":/unmta/providers/%1.md"_s.arg(provider));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
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
    , m_handOver(new QPushButton(tr("Hand over to a colleague…")))
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
    m_tabs->setElideMode(Qt::ElideRight);
    for (const QString &provider : providers())
        m_tabs->addTab(providerName(provider));
    m_handOver->setObjectName(u"handOverButton"_s);
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
    auto *top = new QHBoxLayout(head);
    top->setContentsMargins(12, 0, 12, 0);
    top->addWidget(m_tabs);
    top->addStretch();
    top->addWidget(m_handOver);
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
    for (int i = 0; i < providers().size(); ++i) {
        const QString name = providerName(providers().at(i));
        const bool isDetected = providers().at(i) == detected && detected != u"other";
        m_tabs->setTabText(i, isDetected ? tr("%1 · detected").arg(name) : name);
    }
    const int wanted = std::max(0, int(providers().indexOf(detected)));
    if (!m_chosen && m_tabs->currentIndex() != wanted)
        m_tabs->setCurrentIndex(wanted);
    showProvider(m_tabs->currentIndex());
}

void ProviderTabs::showProvider(int index)
{
    const auto blocks = parseGuide(guideOf(providers().value(index)), {{u"zone"_s, m_record.zone},
                                                                       {u"label"_s, m_record.label},
                                                                       {u"host"_s, m_record.name},
                                                                       {u"target"_s, m_record.value}});
    m_steps->show(only(blocks, GuideBlock::Kind::Step));
    m_warning->show(only(blocks, GuideBlock::Kind::Warning));
    m_notice->setVisible(!only(blocks, GuideBlock::Kind::Warning).isEmpty());
    m_rest->show(only(blocks, GuideBlock::Kind::Paragraph));
}

} // namespace unmta::ui
