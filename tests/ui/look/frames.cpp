// Measures how long the console works for one frame while somebody scrolls through 10,000 tracking domains and types
// into their filter: wheel, keys, letters. A tool for development, built on demand, not installed.
//
// usage: ui_frames [DOMAINS]
//
// Prints for each way the median, the 99th of a hundred and the longest, in milliseconds of this thread's work, and
// ends with 1 when a median is above 16 ms or anything took longer than 50.
#include "shell/MainWindow.h"
#include "ui/FakeEngine.h"
#include "ui/look/FrameTimes.h"

#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QWheelEvent>

#include <utility>

using namespace unmta;
using namespace Qt::StringLiterals;

namespace {

void wheel(QTableView &table, int delta)
{
    const QPointF at = table.viewport()->rect().center();
    QWheelEvent event(at, table.viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(table.viewport(), &event);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 10'000;
    test::FakeEngine engine;
    for (int i = 0; i < count; ++i)
        engine.addActive(u"host-%1.customer-%2.example.com"_s.arg(i).arg(i % 97), 3);
    test::FakeTransport transport(engine.handler());
    ui::MainWindow window(transport, ui::UiOptions{&engine.clock, nullptr, u"this computer"_s, true});
    window.resize(1180, 760);
    window.show();
    auto *table = window.findChild<QTableView *>(u"domainTable"_s);
    auto *filter = window.findChild<QLineEdit *>(u"domainFilterEdit"_s);
    if (!QTest::qWaitFor([table, count] { return table->model()->rowCount() == count; }, 120'000))
        return 2;
    // What is fetched for the first rows is there.
    int sent = -1;
    (void)QTest::qWaitFor([&] { return std::exchange(sent, transport.sent()) == transport.sent(); });
    test::FrameTimes frames(window);
    bool isQuick = true;
    for (int i = 0; i < 400; ++i)
        frames.add([&] { wheel(*table, i < 300 ? -120 : 240); });
    isQuick = frames.tell("by the wheel") && isQuick;
    QScrollBar *bar = table->verticalScrollBar();
    for (int i = 0; i < 200; ++i)
        frames.add([&] { bar->setValue(bar->maximum() * (i * 37 % 200) / 200); });
    isQuick = frames.tell("dragging the scroll bar") && isQuick;
    table->setFocus();
    table->selectRow(0);
    for (int i = 0; i < 200; ++i)
        frames.add([&] { QTest::keyClick(table, i % 20 == 19 ? Qt::Key_PageDown : Qt::Key_Down); });
    isQuick = frames.tell("by the keyboard") && isQuick;
    filter->setFocus();
    for (int round = 0; round < 10; ++round) {
        for (const QChar letter : u"customer-42"_s)
            frames.add([&] { QTest::keyClick(filter, letter.toLatin1()); });
        for (int i = 0; i < 11; ++i)
            frames.add([&] { QTest::keyClick(filter, Qt::Key_Backspace); });
    }
    isQuick = frames.tell("typing into the filter") && isQuick;
    return isQuick ? 0 : 1;
}
