import { Entity } from 'typeorm';
import { ConnectionColumns } from './connection.columns';

@Entity('wms_connections')
export class WmsConnection extends ConnectionColumns {}
