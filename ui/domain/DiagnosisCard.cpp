#include "domain/DiagnosisCard.h"

#include "kit/Badge.h"
#include "kit/BusyBar.h"
#include "kit/Labels.h"
#include "kit/text/ValueField.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/Words.h"
#include "support/WrapRow.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QString roleName(const QString &role)
{
    return role == u"authoritative" ? DiagnosisCard::tr("name server") : DiagnosisCard::tr("resolver");
}

void clear(QGridLayout *grid)
{
    while (QLayoutItem *item = grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

DiagnosisCard::DiagnosisCard(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"diagnosisCard"_s);
    setProperty("role", u"card"_s);
    m_result = makeResult();
    m_steps = makeSteps();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->addWidget(m_result);
    column->addWidget(m_steps);
    m_result->hide();
    m_steps->hide();
}

QWidget *DiagnosisCard::makeResult()
{
    auto *result = new QWidget;
    m_badge = new Badge;
    m_badge->setObjectName(u"diagnosisBadge"_s);
    m_message = paragraph({}, u"strong"_s);
    m_message->setObjectName(u"diagnosisMessage"_s);
    m_hint = paragraph({}, u"dim"_s);
    m_hint->setObjectName(u"diagnosisHint"_s);
    m_when = label({}, u"small"_s);
    m_detailsButton = new QPushButton(tr("Details"));
    m_detailsButton->setObjectName(u"detailsButton"_s);
    m_detailsButton->setAccessibleName(tr("Show the servers' answers"));
    m_detailsButton->setProperty("look", u"small"_s);
    m_detailsButton->setCheckable(true);
    connect(m_detailsButton, &QPushButton::toggled, this, &DiagnosisCard::setDetailsVisible);

    makeCompare();
    makeDetails();
    auto *words = new QVBoxLayout;
    words->setSpacing(5);
    words->addWidget(m_message);
    words->addWidget(m_compare);
    words->addWidget(m_hint);
    words->addWidget(m_when);
    auto *row = new WrapRow;
    row->setSpacing(12);
    row->add(m_badge, 0, Qt::AlignTop);
    row->add(words, scaled(280, fontMetrics()));
    row->add(m_detailsButton, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(result);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_details);
    return result;
}

void DiagnosisCard::makeCompare()
{
    m_found = new ValueField;
    m_found->setObjectName(u"foundField"_s);
    m_found->setAccessibleName(tr("Found value"));
    m_nothingFound = label({}, u"strong"_s);
    m_nothingFound->setObjectName(u"nothingFound"_s);
    m_expected = new ValueField;
    m_expected->setObjectName(u"expectedField"_s);
    m_expected->setAccessibleName(tr("Expected value"));
    m_compare = new QWidget;
    auto *compare = new QGridLayout(m_compare);
    compare->setContentsMargins(0, 0, 0, 0);
    compare->setHorizontalSpacing(8);
    compare->setVerticalSpacing(4);
    compare->addWidget(label(tr("Found"), u"dim"_s), 0, 0, Qt::AlignTop);
    compare->addWidget(m_found, 0, 1);
    compare->addWidget(m_nothingFound, 0, 1);
    compare->addWidget(label(tr("Expected"), u"dim"_s), 1, 0, Qt::AlignTop);
    compare->addWidget(m_expected, 1, 1);
    compare->setColumnStretch(2, 1);
}

void DiagnosisCard::makeDetails()
{
    m_details = new QWidget;
    m_details->setObjectName(u"detailsPanel"_s);
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 12, 0, 0);
    details->setSpacing(8);
    m_chain = paragraph({}, u"dim"_s);
    details->addWidget(m_chain);
    m_answers = new QGridLayout;
    m_answers->setHorizontalSpacing(16);
    m_answers->setVerticalSpacing(4);
    details->addLayout(m_answers);
    m_details->hide();
}

QWidget *DiagnosisCard::makeSteps()
{
    auto *steps = new QWidget;
    steps->setObjectName(u"verifyProgress"_s);
    auto *column = new QVBoxLayout(steps);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(label(tr("Checking the record…"), u"strong"_s));
    m_step = paragraph({}, u"dim"_s);
    column->addWidget(m_step);
    column->addStretch(1);
    column->addSpacing(4);
    column->addWidget(new BusyBar);
    return steps;
}

void DiagnosisCard::showRunning(const QString &zone)
{
    m_step->setText(tr("1. Ask the resolver and the name servers of %1.\n2. Follow the CNAME, hop by hop, to its end.\n"
                       "3. Compare the end with the value that was issued for you.")
                        .arg(zone));
    setLook(this, "tone", u"accent"_s);
    // As tall as before where there was a result: nothing below jumps.
    if (m_result->isVisible())
        m_steps->setMinimumHeight(m_result->height());
    else if (!m_steps->isVisible())
        m_steps->setMinimumHeight(0);
    m_result->hide();
    m_steps->show();
}

void DiagnosisCard::showResult(const wire::Check &check, TimePoint now)
{
    m_steps->hide();
    m_result->show();
    const BadgeText badge = checkBadge(check);
    m_badge->show(badge);
    setLook(this, "tone", toneName(badge.tone));
    const bool matches = check.outcome == wire::CheckOutcome::Match;
    m_compare->setVisible(m_compares && !matches && !check.expected.isEmpty());
    m_message->setText(headline(check)); // the values stand beside it, here or elsewhere on the page
    m_found->setValue(check.found);
    m_found->setVisible(!check.found.isEmpty());
    m_nothingFound->setText(isUnseen(check) ? tr("unknown") : tr("nothing"));
    m_nothingFound->setVisible(check.found.isEmpty());
    m_expected->setValue(check.expected);
    m_hint->setText(advice(check));
    m_hint->setVisible(!check.hint.isEmpty());
    m_when->setText(tr("Checked %1").arg(relativeTime(check.at, now)));
    m_when->setToolTip(exactTime(check.at));
    if (m_shown == check)
        return;
    m_shown = check;
    fillDetails(check);
}

void DiagnosisCard::fillDetails(const wire::Check &check)
{
    clear(m_answers);
    m_chain->setText(tr("Path: %1").arg(breakable(check.chain.join(u" → "_s))));
    m_chain->setVisible(check.chain.size() > 1);
    m_detailsButton->setVisible(!check.servers.isEmpty() || check.chain.size() > 1);
    if (m_detailsButton->isHidden())
        m_detailsButton->setChecked(false);
    if (check.servers.isEmpty())
        return;
    int column = 0;
    for (const QString &heading : {tr("Asked"), tr("Server"), tr("Answer"), tr("Kept for")})
        m_answers->addWidget(label(heading, u"column"_s), 0, column++);
    int row = 1;
    for (const wire::ServerAnswer &answer : check.servers) {
        const QString name = answer.server.isEmpty() ? answer.address : answer.server;
        auto *server = paragraph(breakable(name));
        server->setTextInteractionFlags(Qt::NoTextInteraction); // the places where it may break are no part of the name
        server->setToolTip(plainTip(answer.address));
        auto *said = new ValueField;
        said->setValue(answerText(answer));
        said->setObjectName(u"answerField%1"_s.arg(row));
        said->setAccessibleName(tr("Answer of %1").arg(name));
        m_answers->addWidget(paragraph(roleName(answer.role), u"dim"_s), row, 0);
        m_answers->addWidget(server, row, 1);
        m_answers->addWidget(said, row, 2);
        m_answers->addWidget(label(answer.ttl ? tr("%1 s").arg(*answer.ttl) : u"–"_s, u"dim"_s), row, 3);
        ++row;
    }
    m_answers->setColumnStretch(2, 1);
}

void DiagnosisCard::setDetailsVisible(bool visible)
{
    m_details->setVisible(visible);
    m_detailsButton->setAccessibleName(visible ? tr("Hide the servers' answers") : tr("Show the servers' answers"));
}

} // namespace unmta::ui
