import { createTestDatabase, testServers } from '@crossdock/platform/testing';
import { amqpLab } from '../labs/amqp.lab';
import { inProcessLab } from '../labs/in-process.lab';
import { describeDefects } from './describe-defects';

describeDefects('the AMQP transport', amqpLab(testServers().amqpUrl), createTestDatabase);
describeDefects('the in-process transport', inProcessLab, createTestDatabase);
