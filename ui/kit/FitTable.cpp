#include "kit/FitTable.h"

#include "kit/RowDelegate.h"
#include "kit/RowMenu.h"
#include "support/Scale.h"

#include <QContextMenuEvent>
#include <QFrame>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int heightOfRow = 44; // beside a font of 13 px
constexpr int againMs = 200;    // so long columns are as they were while contents change
constexpr int precision = 60;   // rows that are measured for a column's width

} // namespace

FitTable::FitTable(QWidget *parent)
    : QTableView(parent)
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    setItemDelegate(new RowDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(scaled(heightOfRow, fontMetrics()));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setResizeContentsPrecision(precision);
    horizontalHeader()->setMinimumSectionSize(scaled(56, fontMetrics()));
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (selectionMode() == SingleSelection || !(m_released & (Qt::ControlModifier | Qt::ShiftModifier)))
            Q_EMIT rowChosen(index.row());
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &FitTable::viewportChanged);
}

void FitTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    const auto fit = [this] {
        updateGeometry();
        Q_EMIT viewportChanged();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, fit);
    connect(model, &QAbstractItemModel::rowsInserted, this, &FitTable::keepPlace);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &FitTable::noteLeaving);
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this] { moveTo(m_wanted); });
    connect(model, &QAbstractItemModel::rowsRemoved, this, fit);
    connect(model, &QAbstractItemModel::modelReset, this, fit);
    connect(model, &QAbstractItemModel::layoutChanged, this, fit);
}

void FitTable::keepPlace(const QModelIndex &, int first, int last)
{
    // Rows that come in above what is being read must not push it down.
    QScrollBar *bar = verticalScrollBar();
    const int top = heightOfRows(first);
    if (bar->value() == 0 || top > bar->value())
        return;
    moveTo(bar->value() + heightOfRows(last + 1) - top);
}

// Nor may it be pulled up by those that go.
void FitTable::noteLeaving(const QModelIndex &, int first, int last)
{
    const int place = verticalScrollBar()->value();
    const int top = heightOfRows(first);
    m_wanted = place - std::clamp(place - top, 0, heightOfRows(last + 1) - top);
}

void FitTable::moveTo(int place)
{
    if (place == verticalScrollBar()->value())
        return;
    updateGeometries();
    verticalScrollBar()->setValue(place);
}

QSize FitTable::sizeHint() const
{
    const int rows = model() ? model()->rowCount() : 0;
    return {600, horizontalHeader()->sizeHint().height() + heightOfRows(rows)};
}

QSize FitTable::minimumSizeHint() const
{
    const int rows = std::min(model() ? model()->rowCount() : 0, 3);
    return {300, horizontalHeader()->sizeHint().height() + heightOfRows(rows)};
}

int FitTable::heightOfRows(int rows) const
{
    if (verticalHeader()->sectionResizeMode(0) == QHeaderView::Fixed || rows > verticalHeader()->count())
        return rows * verticalHeader()->defaultSectionSize();
    return rows == verticalHeader()->count() ? verticalHeader()->length() : verticalHeader()->sectionPosition(rows);
}

void FitTable::growRows()
{
    setWordWrap(true);
    verticalHeader()->setMinimumSectionSize(verticalHeader()->defaultSectionSize());
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    // How a text wraps follows from its column.
    auto *collect = new QTimer(this);
    collect->setSingleShot(true);
    connect(horizontalHeader(), &QHeaderView::sectionResized, collect, [collect] { collect->start(0); });
    connect(collect, &QTimer::timeout, this, &QTableView::resizeRowsToContents);
    connect(verticalHeader(), &QHeaderView::sectionResized, this, [this] { updateGeometry(); });
}

void FitTable::hideWhenNarrow(int column, int width)
{
    m_narrow.insert(column, width);
}

void FitTable::giveRoom(int column, const QList<int> &others)
{
    m_roomFor = column;
    m_givingWay = others;
    m_again = new QTimer(this);
    m_again->setSingleShot(true);
    m_again->setInterval(againMs);
    connect(m_again, &QTimer::timeout, this, &FitTable::showColumns);
    const auto soon = [this] {
        if (!m_again->isActive())
            m_again->start();
    };
    connect(model(), &QAbstractItemModel::dataChanged, this, soon);
    connect(model(), &QAbstractItemModel::rowsInserted, this, soon);
    connect(model(), &QAbstractItemModel::rowsRemoved, this, soon);
    connect(model(), &QAbstractItemModel::modelReset, this, soon);
}

int FitTable::neededWidth(int column) const
{
    constexpr int aroundHeader = 30; // its margins, and the sign of its sorting
    const QHeaderView *header = horizontalHeader();
    const QString name = model()->headerData(column, Qt::Horizontal).toString();
    return std::max(sizeHintForColumn(column), header->fontMetrics().horizontalAdvance(name) + aroundHeader);
}

QSet<int> FitTable::givingWay() const
{
    QSet<int> hidden;
    if (m_roomFor < 0)
        return hidden;
    constexpr int letters = 40;
    int left = viewport()->width() - std::min(neededWidth(m_roomFor), fontMetrics().averageCharWidth() * letters);
    for (int column = 0; column < horizontalHeader()->count(); ++column) {
        if (column != m_roomFor && !m_unwanted.contains(column))
            left -= std::max(neededWidth(column), isColumnHidden(column) ? 0 : columnWidth(column));
    }
    for (const int column : m_givingWay) {
        if (left >= 0)
            break;
        if (m_unwanted.contains(column))
            continue;
        hidden.insert(column);
        left += neededWidth(column);
    }
    return hidden;
}

void FitTable::setColumnWanted(int column, bool wanted)
{
    if (wanted)
        m_unwanted.remove(column);
    else
        m_unwanted.insert(column);
    showColumns();
    updateGeometry();
    Q_EMIT viewportChanged();
}

void FitTable::showColumns()
{
    const QSet<int> given = givingWay();
    bool isNew = false;
    for (int column = 0; column < horizontalHeader()->count(); ++column) {
        const bool isHidden = m_unwanted.contains(column) || width() < scaled(m_narrow.value(column), fontMetrics()) ||
                              given.contains(column);
        isNew = isNew || isHidden != isColumnHidden(column);
        setColumnHidden(column, isHidden);
    }
    if (isNew)
        Q_EMIT columnsChanged();
}

void FitTable::setHovered(int row)
{
    const int before = std::exchange(m_hovered, row);
    if (before == row)
        return;
    for (const int each : {before, row}) {
        if (each >= 0 && each < verticalHeader()->count())
            viewport()->update(0, rowViewportPosition(each), viewport()->width(), rowHeight(each));
    }
}

bool FitTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHovered(-1);
    else if (event->type() == QEvent::MouseMove)
        setHovered(rowAt(static_cast<QMouseEvent *>(event)->position().toPoint().y()));
    return QTableView::viewportEvent(event);
}

void FitTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex at = isByKey ? currentIndex() : indexAt(event->pos());
    if (!at.isValid())
        return;
    if (at.row() != currentRow())
        selectRow(at.row());
    const QPoint where = isByKey ? viewport()->mapToGlobal(visualRect(at).center()) : event->globalPos();
    (new RowMenu(*this, at, m_offered))->popup(where);
}

void FitTable::mouseReleaseEvent(QMouseEvent *event)
{
    m_released = event->modifiers();
    QTableView::mouseReleaseEvent(event);
}

void FitTable::resizeEvent(QResizeEvent *event)
{
    showColumns();
    QTableView::resizeEvent(event);
    Q_EMIT viewportChanged();
}

void FitTable::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT rowChosen(currentIndex().row());
        return;
    }
    QTableView::keyPressEvent(event);
}

void FitTable::focusInEvent(QFocusEvent *event)
{
    const bool hadRow = currentIndex().isValid(); // the base class makes one the current one, and chooses none
    QTableView::focusInEvent(event);
    // Arriving by keyboard, there must be a row to stand on.
    if (!hadRow && model() && model()->rowCount() > 0 &&
        (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason))
        selectRow(0);
    viewport()->update();
}

void FitTable::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

QFrame *cardAround(FitTable &table)
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(&table);
    return card;
}

} // namespace unmta::ui
