#include "readiness/ZoneForm.h"

#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

ZoneForm::ZoneForm(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_zone(new QLineEdit)
    , m_use(new QPushButton)
    , m_problem(paragraph({}, u"errorSmall"_s))
{
    setObjectName(u"zoneForm"_s);
    setFocusProxy(m_zone);
    m_zone->setObjectName(u"targetZoneEdit"_s);
    m_zone->setAccessibleName(tr("Target zone"));
    m_zone->setPlaceholderText(u"track.your-zone.net"_s);
    m_zone->setMaxLength(1000);
    m_zone->setMaximumWidth(scaled(420, fontMetrics()));
    m_use->setObjectName(u"useZoneButton"_s);
    m_use->setProperty("look", u"primary"_s);
    m_problem->setObjectName(u"zoneProblem"_s);
    m_problem->hide();

    auto *line = new WrapRow;
    line->add(m_zone, scaled(180, fontMetrics()));
    line->add(m_use);
    line->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(4);
    column->addLayout(line);
    column->addWidget(m_problem);
    column->addWidget(paragraph(tr("Every tracking domain gets its CNAME target under this zone. Choose one to stay: "
                                   "targets that have been issued keep their names."),
                                u"small"_s));

    connect(m_zone, &QLineEdit::textChanged, this, [this] { showProblem({}); });
    connect(m_zone, &QLineEdit::returnPressed, m_use, &QPushButton::click);
    connect(m_use, &QPushButton::clicked, this, &ZoneForm::submit);
    showUsable();
}

void ZoneForm::lock(const QString &why)
{
    m_lockedWhy = why;
    showUsable();
}

void ZoneForm::showUsable()
{
    const bool locked = !m_lockedWhy.isEmpty();
    m_zone->setEnabled(!locked);
    m_zone->setReadOnly(m_isSaving);
    m_use->setText(m_isSaving ? tr("Saving…") : tr("Use this zone"));
    m_use->setEnabled(!locked && !m_isSaving && !m_zone->text().trimmed().isEmpty());
    for (QWidget *each : {static_cast<QWidget *>(m_zone), static_cast<QWidget *>(m_use)})
        each->setToolTip(m_lockedWhy);
    m_use->setAccessibleDescription(m_lockedWhy);
    m_zone->setAccessibleDescription(locked ? m_lockedWhy : m_problem->text());
}

void ZoneForm::showProblem(const QString &text)
{
    setLook(m_zone, "wrong", !text.isEmpty());
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    showUsable();
}

void ZoneForm::submit()
{
    m_isSaving = true;
    showUsable();
    const wire::Settings zone{{u"edge.target_zone"_s, m_zone->text().trimmed()}};
    m_session.client().updateSettings(zone, this, [this](const Result<wire::Settings> &settings) {
        m_isSaving = false;
        showUsable();
        if (settings) {
            m_zone->clear();
            Q_EMIT saved();
            return;
        }
        showProblem(errorText(settings.error()));
        m_zone->setFocus();
        m_zone->selectAll();
    });
}

} // namespace unmta::ui
