use optimizers::Schedule;
use optimizers_homework::ex06_1_one_cycle::OneCycle;

const BY_HAND: OneCycle =
    OneCycle { start: 0.2, peak: 1.0, last: 0.0, up: 4, steps: 8 };

fn assert_rate(schedule: &OneCycle, step: usize, expected: f64, cause: &str) {
    let got = schedule.rate(step);
    assert!(
        (got - expected).abs() < 1e-9,
        "the rate of step {step} in {schedule:?}: expected {expected}, got {got}; {cause}"
    );
}

#[test]
fn the_way_up_is_a_straight_line() {
    for (step, expected) in [0.2, 0.4, 0.6, 0.8, 1.0].into_iter().enumerate() {
        assert_rate(
            &BY_HAND,
            step,
            expected,
            "from `start` at step 0 to `peak` at step `up`",
        );
    }
}

#[test]
fn the_way_down_is_half_a_wave() {
    assert_rate(&BY_HAND, 6, 0.5, "step 6 is halfway from step 4 to step 8");
    assert_rate(&BY_HAND, 8, 0.0, "the end of the wave is `last`");
    let higher = OneCycle { last: 0.6, up: 2, steps: 12, ..BY_HAND };
    assert_rate(
        &higher,
        7,
        0.8,
        "halfway from step 2 to step 12 lies the mean of `peak` and `last`",
    );
    assert_rate(&higher, 12, 0.6, "the end of the wave is `last`");
    let slowly = BY_HAND.rate(4) - BY_HAND.rate(5);
    let quickly = BY_HAND.rate(5) - BY_HAND.rate(6);
    assert!(
        quickly > 2.0 * slowly,
        "a cosine falls slowly at first: from step 4 to 5 by {slowly:.3}, from 5 to 6 by {quickly:.3}"
    );
}

#[test]
fn after_the_end_it_stays() {
    for step in [9, 12, 16, 1000] {
        assert_rate(
            &BY_HAND,
            step,
            0.0,
            "after step `steps` the rate stays at `last`; a cosine would rise again",
        );
    }
}

#[test]
fn without_a_way_up_it_begins_at_the_peak() {
    let down = OneCycle { up: 0, ..BY_HAND };
    assert_rate(&down, 0, 1.0, "up = 0: nothing may be divided by it");
    assert_rate(&down, 4, 0.5, "up = 0: step 4 is halfway to step 8");
}

#[test]
fn without_a_way_down_it_ends_at_the_peak() {
    let rise = OneCycle { up: 8, last: 0.1, ..BY_HAND };
    assert_rate(&rise, 4, 0.6, "up = 8: step 4 is halfway up");
    assert_rate(
        &rise,
        8,
        1.0,
        "up = steps: step 8 has the peak, and nothing is divided by steps − up",
    );
    assert_rate(&rise, 9, 0.1, "later steps have the rate `last`");
}
