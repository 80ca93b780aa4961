#include "events/BotTestDialog.h"

#include "events/BotEffectModel.h"
#include "kit/FitTable.h"
#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"

#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int tallestTable = 320;

} // namespace

BotTestDialog::BotTestDialog(Session &session, QWidget *parent)
    : Sheet(u"botTestDialog"_s, tr("People and programs"), 680, parent)
    , m_session(session)
    , m_clusterId(session.clusterId())
    , m_model(new BotEffectModel(this))
    , m_state(paragraph({}, u"dim"_s))
    , m_result(new QWidget)
    , m_opens(paragraph({}, u"strong"_s))
    , m_clicks(paragraph({}, u"strong"_s))
    , m_table(new FitTable)
    , m_others(paragraph({}, u"dim"_s))
    , m_again(new QPushButton(tr("Try again")))
{
    m_state->setObjectName(u"botTestState"_s);
    m_opens->setObjectName(u"opensByPeople"_s);
    m_clicks->setObjectName(u"clicksByPeople"_s);
    m_others->setObjectName(u"quietRules"_s);
    m_again->setObjectName(u"judgeAgainButton"_s);
    m_table->setObjectName(u"botEffectTable"_s);
    m_table->setAccessibleName(tr("Rules that would change something"));
    m_table->setModel(m_model);
    m_table->setMaximumHeight(scaled(tallestTable, fontMetrics()));
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(BotEffectModel::Rule, QHeaderView::Stretch);

    auto *inside = new QVBoxLayout(m_result);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(4);
    inside->addWidget(m_opens);
    inside->addWidget(m_clicks);
    inside->addSpacing(8);
    inside->addWidget(m_table);
    inside->addWidget(m_others);

    column()->addWidget(
        paragraph(tr("How the figures of this cluster would move if all its events were judged again by "
                     "the rules of this release, and by what stands beside them. Nothing is changed."),
                  u"dim"_s));
    column()->addWidget(m_state);
    column()->addWidget(m_result);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"cancelButton"_s);
    addButtons({m_again, close});
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_again, &QPushButton::clicked, this, &BotTestDialog::ask);
    close->setFocus();
    ask();
}

void BotTestDialog::ask()
{
    m_again->hide();
    m_result->hide();
    setRole(m_state, u"dim"_s);
    m_state->setText(tr("Reading all events. With millions of them this takes a while."));
    m_state->show();
    m_session.client().testBots(m_clusterId, {}, this, [this](const Result<wire::BotTest> &test) { show(test); });
}

QString BotTestDialog::sumInWords(const QString &what, qint64 now, qint64 then)
{
    return now == then ? tr("%1: %2, and it stays so.").arg(what, number(now))
                       : tr("%1: %2 now, %3 then.").arg(what, number(now), number(then));
}

void BotTestDialog::show(const Result<wire::BotTest> &test)
{
    if (!test) {
        setRole(m_state, u"errorSmall"_s);
        m_state->setText(errorText(test.error()));
        m_again->show();
        return;
    }
    m_state->hide();
    m_opens->setText(sumInWords(tr("Opens by people"), test->opensByPeople, test->opensByPeopleThen));
    m_clicks->setText(sumInWords(tr("Clicks by people"), test->clicksByPeople, test->clicksByPeopleThen));
    m_model->setEffects(test->rules);
    const auto changing = m_model->rowCount();
    const auto others = test->rules.size() - changing;
    m_table->setVisible(changing > 0);
    m_others->setText(others == 1 ? tr("1 other rule speaks for events and changes nothing.")
                                  : tr("%1 other rules speak for events and change nothing.").arg(number(others)));
    m_others->setVisible(others > 0);
    m_result->show();
}

} // namespace unmta::ui
