#include "rewriting/RewriteRulesCard.h"

#include "kit/Banner.h"
#include "language/EngineText.h"
#include "session/Session.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

RewriteRulesCard::RewriteRulesCard(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_problem(new Banner)
{
    setObjectName(u"rewriteRulesCard"_s);
    setProperty("role", u"card"_s);
    m_problem->setObjectName(u"rewriteRulesProblem"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(8);
    column->addWidget(label(tr("Rules of this cluster"), u"heading"_s));
    column->addWidget(paragraph(tr("For mail whose own headers do not say otherwise."), u"small"_s));
    column->addWidget(m_problem);
    m_opens = addRule(u"opensRuleBox"_s, tr("Track opens"), tr("Adds a pixel to HTML."));
    m_clicks = addRule(u"clicksRuleBox"_s, tr("Track clicks"), tr("Rewrites the links."));
    m_plainText = addRule(u"plainTextRuleBox"_s, tr("Also in plain text"),
                          tr("Addresses there become long, and readers see them."));
    m_dkimSigned = addRule(u"dkimSignedRuleBox"_s, tr("Also signed messages"),
                           tr("Breaks the DKIM signature they carry; for hosts that sign again afterwards."));
    addPixelPosition();
    column->addStretch();
    connect(m_problem, &Banner::actionRequested, this, &RewriteRulesCard::load);
}

QCheckBox *RewriteRulesCard::addRule(const QString &name, const QString &text, const QString &help)
{
    auto *box = new QCheckBox(text);
    box->setObjectName(name);
    box->setAccessibleName(text);
    box->setAccessibleDescription(help);
    box->setEnabled(false);
    auto *explanation = paragraph(help, u"small"_s);
    explanation->setContentsMargins(24, 0, 0, 0);
    auto *column = static_cast<QVBoxLayout *>(layout());
    auto *both = new QVBoxLayout;
    both->setSpacing(1);
    both->addWidget(box);
    both->addWidget(explanation);
    column->addLayout(both);
    connect(box, &QCheckBox::clicked, this, &RewriteRulesCard::store);
    return box;
}

void RewriteRulesCard::addPixelPosition()
{
    m_pixelPosition = new QComboBox;
    m_pixelPosition->setObjectName(u"pixelPositionBox"_s);
    m_pixelPosition->setAccessibleName(tr("Place of the pixel"));
    m_pixelPosition->setEnabled(false);
    for (const auto &[position, text] : {std::pair{wire::PixelPosition::Auto, tr("By size")},
                                         std::pair{wire::PixelPosition::Start, tr("At the start")},
                                         std::pair{wire::PixelPosition::End, tr("At the end")}})
        m_pixelPosition->addItem(text, QVariant::fromValue(static_cast<int>(position)));
    auto *name = label(tr("Place of the pi&xel"), u"dim"_s);
    name->setBuddy(m_pixelPosition);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addWidget(name);
    column->addWidget(m_pixelPosition);
    column->addWidget(paragraph(
        tr("Gmail cuts long messages off at 102 KB. By size: at the end, in messages above 100 KB at the start."),
        u"small"_s));
    connect(m_pixelPosition, &QComboBox::activated, this, &RewriteRulesCard::store);
}

void RewriteRulesCard::load()
{
    const QString cluster = m_session.clusterId();
    if (cluster.isEmpty())
        return;
    m_session.client().rewriteRules(cluster, this, [this, cluster](const Result<wire::RewriteRules> &rules) {
        if (cluster != m_session.clusterId())
            return;
        const bool isKnown = m_rules && m_cluster == cluster;
        if (!rules)
            return isKnown ? void() : showProblem(rules.error(), true);
        const bool isNew = isKnown && *m_rules != *rules;
        m_cluster = cluster;
        show(*rules);
        if (isNew)
            Q_EMIT changed();
    });
}

void RewriteRulesCard::show(const wire::RewriteRules &rules)
{
    m_rules = rules;
    m_problem->hide();
    m_opens->setChecked(rules.opens);
    m_clicks->setChecked(rules.clicks);
    m_plainText->setChecked(rules.plainText);
    m_dkimSigned->setChecked(rules.dkimSigned);
    m_pixelPosition->setCurrentIndex(m_pixelPosition->findData(static_cast<int>(rules.pixelPosition)));
    for (QWidget *box : std::initializer_list<QWidget *>{m_opens, m_clicks, m_plainText, m_dkimSigned, m_pixelPosition})
        box->setEnabled(true);
}

void RewriteRulesCard::showProblem(const Error &error, bool canRetry)
{
    m_problem->show(Tone::Bad, errorText(error), canRetry ? tr("Try again") : QString(), !canRetry);
}

void RewriteRulesCard::store()
{
    const wire::RewriteRules wanted{m_opens->isChecked(), m_clicks->isChecked(), m_plainText->isChecked(),
                                    m_dkimSigned->isChecked(),
                                    static_cast<wire::PixelPosition>(m_pixelPosition->currentData().toInt())};
    m_session.client().updateRewriteRules(m_cluster, wanted, this,
                                          [this, cluster = m_cluster](const Result<wire::RewriteRules> &rules) {
                                              if (cluster != m_session.clusterId())
                                                  return;
                                              if (!rules) {
                                                  show(*m_rules); // what the engine has still holds
                                                  return showProblem(rules.error(), false);
                                              }
                                              const bool isNew = *m_rules != *rules;
                                              show(*rules);
                                              if (isNew)
                                                  Q_EMIT changed();
                                          });
}

} // namespace unmta::ui
