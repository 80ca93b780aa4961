#include "overview/TopCard.h"

#include "kit/FitTable.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

TopCard::TopCard(TopModel::Of of, const QString &name, const QString &heading, const QString &tableName,
                 QWidget *parent)
    : QFrame(parent)
    , m_model(new TopModel(of, this))
    , m_table(new FitTable)
    , m_note(paragraph({}, u"small"_s))
{
    setObjectName(name);
    setProperty("role", u"card"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_table->setObjectName(name + u"Table"_s);
    m_table->setAccessibleName(tableName);
    m_table->setModel(m_model);
    m_table->growRows();
    m_table->setToolTip(tr("A click, or Enter, shows the events behind a row"));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(TopModel::Text, QHeaderView::Stretch);
    if (of == TopModel::Of::Hosts)
        m_table->hideWhenNarrow(TopModel::Opens, 420);
    m_table->hideWhenNarrow(TopModel::People, 330);
    m_note->setObjectName(name + u"Note"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    column->addWidget(label(heading, u"heading"_s));
    column->addWidget(m_table);
    column->addWidget(m_note);
    column->addStretch(1);
    m_table->hide();
    m_note->setText(tr("Counting…"));
    const auto showAll = [this] { m_table->setMinimumHeight(m_table->sizeHint().height()); };
    connect(m_table->verticalHeader(), &QHeaderView::sectionResized, this, showAll);
    connect(m_model, &QAbstractItemModel::modelReset, this, showAll);
    connect(m_table, &FitTable::rowChosen, this, [this](int row) { Q_EMIT chosen(m_model->at(row).text); });
}

void TopCard::show(const QList<TopRow> &rows, const QString &note)
{
    m_model->show(rows);
    m_table->setVisible(!rows.isEmpty());
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

} // namespace unmta::ui
