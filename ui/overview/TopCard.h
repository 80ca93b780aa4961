// A heading, a short table of what comes first, and what has to be said about its figures.
#pragma once

#include "kit/Labels.h"
#include "overview/TopModel.h"

namespace unmta::ui {

class FitTable;

class TopCard final : public QFrame
{
    Q_OBJECT

public:
    // `name`: of the card, and of its table with "Table" behind it.
    TopCard(TopModel::Of of, const QString &name, const QString &heading, const QString &tableName,
            QWidget *parent = nullptr);
    // Without rows `note` stands in their place.
    void show(const QList<TopRow> &rows, const QString &note);

Q_SIGNALS:
    void chosen(const QString &text);

private:
    TopModel *m_model;
    FitTable *m_table;
    QLabel *m_note;
};

} // namespace unmta::ui
